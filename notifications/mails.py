"""What a message says: each kind has a composer, registered by the app that knows the facts.

A mail is made of sections, not of markup: one pair of templates makes the plain text and the HTML
of every mail from it, and several mails to one person become one by joining their sections.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from notifications.enums import UnconfirmedPolicy
from notifications.models import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Link:
    """Something to do: what the reader chooses, and the address that opens it."""

    label: str
    url: str


@dataclass(frozen=True)
class Listing:
    """Things in their order, such as an agenda: each with what stands before it, if anything."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quote:
    """What somebody wrote along, in their own words; ``by`` says whose they are."""

    by: str
    words: str


@dataclass(frozen=True)
class Section:
    """One thing that a mail tells: what, until when, where, and what to do about it.

    ``for_all`` opens a page that asks this and offers what else is asked of the same reader: a mail
    with several questions has this link of the first, and no other.
    """

    title: str
    lede: str = ""
    quote: Quote | None = None
    facts: tuple[tuple[str, str], ...] = ()
    listing: Listing | None = None
    ask: str = ""
    links: tuple[Link, ...] = ()
    note: str = ""
    for_all: Link | None = None


@dataclass(frozen=True)
class Invitation:
    """A calendar file that goes with a mail; ``method`` is REQUEST or CANCEL (RFC 5546)."""

    method: str
    octets: bytes


@dataclass(frozen=True)
class Mail:
    """A mail as its reader gets it.

    ``secrets`` are words of the text that open something, such as the token of a link: they are
    sent, but the outbox does not keep them. ``thread`` is the same for all mails about one thing.
    ``remarks`` are codes of what the outbox notes, such as that the meeting link was sent.
    """

    subject: str
    sections: tuple[Section, ...]
    to_name: str = ""
    reason: str = ""
    reply_to: str = ""
    thread: str = ""
    invitation: Invitation | None = None
    secrets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


Composer = Callable[["Message"], Mail | None]
Answer = TypeVar("Answer")

_shared: ContextVar[dict[Hashable, Any] | None] = ContextVar("shared", default=None)


@contextmanager
def sharing() -> Iterator[None]:
    """Let the mails that are written inside share what ``shared`` finds: some seconds at most."""
    before = _shared.set({})
    try:
        yield
    finally:
        _shared.reset(before)


def shared(what: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return the answer that all mails of one batch share; without a batch it is asked anew.

    It is at least as new as the claim of the batch. For what may be some seconds old, and for a
    row under the moment at which it was saved; never for what one reader may get.
    """
    found = _shared.get()
    if found is None:
        return ask()
    if what not in found:
        found[what] = ask()
    answer: Answer = found[what]
    return answer


@dataclass(frozen=True)
class Kind:
    """A kind of message: its name on the screen, who writes its mails, how it is treated.

    ``hint`` says to a reader who chooses when such a mail comes.
    Questions to one person go in one mail a day, and so does what is told ``once_a_day``. What
    ``may_be_off`` is the reader's to choose.
    """

    key: str
    label: str | _StrPromise
    compose: Composer
    is_question: bool = False
    once_a_day: bool = False
    is_digest: bool = False
    may_be_off: bool = True
    if_unconfirmed: UnconfirmedPolicy = UnconfirmedPolicy.RESEND
    hint: str | _StrPromise = ""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let ``kind.compose`` write the mails of a kind; it returns None when the fact is gone."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> Kind | None:
    """Return the kind called ``key``, if an app has registered it."""
    return _KINDS.get(key)


def label_of(key: str) -> str:
    """Return the kind's name on the screen; a kind that is no more is shown by its key."""
    kind = _KINDS.get(key)
    return str(kind.label) if kind else key


def kinds() -> list[Kind]:
    """Return every kind that an app has registered."""
    return list(_KINDS.values())


def choices() -> list[tuple[str, str]]:
    """Return every kind for a list to choose from."""
    return sorted((kind.key, str(kind.label)) for kind in _KINDS.values())


def optional() -> list[Kind]:
    """Return the kinds that a reader may have weekly or not at all, by name."""
    found = [kind for kind in _KINDS.values() if kind.may_be_off and not kind.is_digest]
    return sorted(found, key=lambda kind: str(kind.label))


def duties() -> list[Kind]:
    """Return the kinds that always come, by name."""
    found = [kind for kind in _KINDS.values() if not kind.may_be_off]
    return sorted(found, key=lambda kind: str(kind.label))


def daily() -> list[str]:
    """Return the keys of the kinds that go in one mail a day."""
    found = (kind for kind in _KINDS.values() if kind.is_question or kind.once_a_day)
    return sorted(kind.key for kind in found)
