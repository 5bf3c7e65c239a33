"""What no request may bring about, whoever sends it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.fuzz import hostile
from tests.walk import read

# Names of the directory are every member's to read (docs/decisions/0009).
_SECRET = re.compile(
    r"Canarymark(?![ -](?:College|alias|need|Person))[ .-]\w+|Plantedmark[^<]{0,30}"
)
_ANY_MARK = re.compile(r"(?:Canarymark|Theirmark|Plantedmark)[ .-]\w+")
_MEETING_LINK = re.compile(r"(?:Their|Canary|Planted)mark-secret")
_RUNS = re.compile(r"(?:href|src|action|formaction)\s*=\s*[\"']?\s*(?:javascript|data:text/html)")
_RAW = re.compile(r"<zqx|\"[^\"<>]*' onzqx|\{%zqx")
_MOST_SECONDS = 3.0
ALL_SEEING = ("staff", "administrator")
NOBODY = "nobody's role"
# What a link in a mail opens is for whoever holds it.
_BY_LINK = ("/u/", "/r/", "/cal/", "/mails/", "/data/")
# It says so with 503 when no worker runs, and none does here.
_SICK = {"/healthz"}


@dataclass(frozen=True)
class Finding:
    """Something that went wrong, and how to tell whether it is the same as another."""

    kind: str
    what: str


@dataclass(frozen=True)
class Judge:
    """Judges the answers for one role; ``sealed`` is what nobody may ever be shown."""

    role: str
    sealed: frozenset[str]

    def findings(self, response: Any, path: str, *, seconds: float = 0) -> Iterator[Finding]:
        """Yield what is wrong with the answer to a request for ``path``."""
        if response.status_code >= 500 and path not in _SICK:
            yield Finding("server error", f"{response.status_code}")
        if seconds > _MOST_SECONDS:
            yield Finding("slow", f"{seconds:.1f} s")
        body = read(response).decode("utf-8", "replace")
        yield from self._leaks(body, path)
        yield from _markup(response, body)
        yield from _redirects(response)
        if "Zqx-Injected" in response or any("\n" in each for each in response.headers.values()):
            yield Finding("header injection", str(response.headers))

    def _leaks(self, body: str, path: str) -> Iterator[Finding]:
        hidden = [] if self.role in ALL_SEEING else [_SECRET]
        hidden += [_ANY_MARK] if self.role == NOBODY and not path.startswith(_BY_LINK) else []
        hidden += [] if self.role in (*ALL_SEEING, "coordinator") else [_MEETING_LINK]
        for pattern in hidden:
            if found := pattern.search(body):
                yield Finding("leak", found[0])
        yield from (Finding("leak", secret[:8]) for secret in self.sealed if secret in body)


def _markup(response: Any, body: str) -> Iterator[Finding]:
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        for pattern in (_RAW, _RUNS):
            if found := pattern.search(body):
                at = found.start()
                yield Finding("raw markup", body[max(0, at - 40) : at + 40])
    elif kind.startswith("text/csv"):
        cells = [cell for row in csv.reader(body.lstrip("\ufeff").splitlines()) for cell in row]
        for cell in cells:
            if cell.lstrip("\t \u3000\u00a0").startswith(hostile.CELLS):
                yield Finding("formula", cell[:40])


def _redirects(response: Any) -> Iterator[Finding]:
    for header in ("Location", "HX-Redirect", "HX-Location", "X-Lead-To", "Refresh"):
        if header in response and not is_ours(response[header]):
            yield Finding("open redirect", response[header][:200])


def is_ours(place: str) -> bool:
    """Say whether a browser stays with us: it takes a backslash for a slash, and drops tabs."""
    plain = re.sub(r"[\t\r\n]", "", place).strip("\x00\x20").replace("\\", "/")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https") or plain.startswith("///"):
        return False
    return parts.netloc == "testserver" if parts.scheme else parts.netloc in ("", "testserver")
