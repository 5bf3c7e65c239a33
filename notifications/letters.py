"""What a message says: each kind has a composer, registered by the app that knows the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from notifications.models import Message


@dataclass(frozen=True)
class Letter:
    """A mail as its reader gets it; plain text first.

    ``secrets`` are words of the text that open something, such as the token of a link: they are
    sent, but the outbox does not keep them.
    """

    subject: str
    body: str
    html: str = ""
    attachments: tuple[tuple[str, bytes, str], ...] = ()
    secrets: tuple[str, ...] = ()


Composer = Callable[["Message"], Letter | None]


@dataclass(frozen=True)
class Kind:
    """A kind of message: its name on the screen and who writes its letters."""

    key: str
    label: str | _StrPromise
    compose: Composer


_KINDS: dict[str, Kind] = {}


def register(kind: str, label: str | _StrPromise, compose: Composer) -> None:
    """Make ``compose`` write the letters of ``kind``; it returns None when the fact is gone."""
    _KINDS[kind] = Kind(kind, label, compose)


def kind_of(key: str) -> Kind | None:
    """Return the kind called ``key``, if an app has registered it."""
    return _KINDS.get(key)


def label_of(key: str) -> str:
    """Return the kind's name on the screen; a kind that is no more is shown by its key."""
    kind = _KINDS.get(key)
    return str(kind.label) if kind else key


def choices() -> list[tuple[str, str]]:
    """Return every kind for a list to choose from."""
    return sorted((kind.key, str(kind.label)) for kind in _KINDS.values())
