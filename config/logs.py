"""What stands in logs, and what does not: the address of a mailed link opens what it names."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import unquote

from django.urls import Resolver404, resolve
from gunicorn.glogging import Logger

HIDDEN = "..."
# An address that leads nowhere may be a link that was cut off or mistyped.
_LONG = re.compile(r"[^/]{16,}")
# What ends a line, moves the cursor or cannot be seen.
_NOT_PRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_REFUSED = (403, 404, 429)
_TOLD_BY_OTHERS = ("{referer}i", "{cookie}i", "{authorization}i", "{location}o", "{set-cookie}o")


def printable(text: str) -> str:
    """Return the text with what is no letter of a line written out."""
    return _NOT_PRINTED.sub(lambda one: one.group().encode("unicode_escape").decode(), text)


def without_secrets(address: str) -> str:
    """Return the path of ``address`` without what opens a page by itself, and without a query.

    Whatever the address of a view that asks for no permission holds is such a secret.
    """
    path = printable(unquote(address).partition("?")[0])
    found = _found(path) or _found(f"{path}/")
    if found is None:
        return _LONG.sub(HIDDEN, path)
    if getattr(found.func, "permission", None):
        return path
    for value in filter(None, map(str, found.kwargs.values())):
        path = path.replace(value, HIDDEN)
    return path


class Lines(logging.Formatter):
    """Begins a line for each record only: no text that a visitor sent can look like another."""

    def format(self, record: logging.LogRecord) -> str:
        """Indent every line but the first, and write out what a terminal would obey."""
        first, *others = super().format(record).split("\n")
        return "\n".join([printable(first), *(f"    {printable(line)}" for line in others)])


class NameWhoWasRefused(logging.Filter):
    """Leaves refusals to signed-in people and faults in the log of requests, and says to whom.

    What a stranger asks for in vain stands in the access log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number of the user; no name, which the log would keep."""
        if record.levelno >= logging.ERROR:
            return True
        user = getattr(getattr(record, "request", None), "user", None)
        is_refused = getattr(record, "status_code", None) in _REFUSED
        if not (is_refused and getattr(user, "is_authenticated", False)):
            return False
        record.msg = f"{record.msg} (user {getattr(user, 'pk', None)})"
        return True


class OneLine(logging.Filter):
    """Leaves the way through our code out of what a visitor brings about at will.

    A wrong host, too many fields or a page that is not theirs is no fault of the code, and twenty
    lines for each would hide the faults.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Say the record, without its traceback."""
        is_refused = record.name == "django.request" and record.levelno < logging.ERROR
        if is_refused or record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True


class HideSecrets(logging.Filter):
    """Hides secrets in what Django says of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the path among the words of the record; the record itself is always said."""
        path = getattr(getattr(record, "request", None), "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(path) if one == path else one for one in record.args
            )
        return True


class AccessLogger(Logger):
    """gunicorn's logger; whatever form its operator gives to the log, no secret gets there."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> Any:
        """Return what a line may be made of."""
        path = without_secrets(environ.get("RAW_URI") or environ.get("PATH_INFO", ""))
        safe = {"RAW_URI": path, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_REFERER": "-"}
        atoms = super().atoms(resp, req, {**environ, **safe}, request_time)
        return {**atoms, **dict.fromkeys(_TOLD_BY_OTHERS, "-")}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Say which request failed, without its secret."""
        super().exception(msg, *map(_told, args), **kwargs)


def _told(word: Any) -> Any:
    return without_secrets(word) if str(word).startswith("/") else word


def _found(path: str) -> Any:
    try:
        return resolve(path)
    except Resolver404:
        return None
