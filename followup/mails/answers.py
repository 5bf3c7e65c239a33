"""The links by which a reader answers how it goes, and short words for a subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import LinkPurpose
from accounts.operations import links
from core import formats
from followup.queries.due_items import DueItem
from network.models import Organization, Person
from notifications.mails import Link
from notifications.models import Message
from partnerships.enums import Answer
from partnerships.models import Commitment, Pairing

Facts = tuple[tuple[str, str], ...]
LINK_LASTS = timedelta(days=21)
SUBJECT_WORDS = 60
# What one long text may take of a mail, which has each text twice: as plain text and as HTML.
ROOM = 1200


@dataclass(frozen=True)
class Answers:
    """A link for each of the four answers, one for all that waits, a note, and their secret."""

    links: tuple[Link, ...]
    for_all: Link
    note: str
    token: str


@dataclass(frozen=True)
class WayIn:
    """The address of a page that needs no password, its last day in words, and its secret."""

    url: str
    until: str
    token: str


def way_in(
    message: Message, person: Person, target: Model, *, purpose: LinkPurpose, page: str
) -> WayIn:
    """Let ``person`` open ``page`` about ``target`` until the end of a day.

    A second attempt on this day gives the same link, so the mail has the same bytes.
    """
    last_day = message.due_at.date() + LINK_LASTS
    link = links.issue(
        purpose=purpose,
        holder=person,
        target=target,
        expires_at=datetime.combine(last_day + timedelta(days=1), time(), tzinfo=UTC),
    )
    token = links.token_of(link)
    until = formats.day((link.expires_at - timedelta(seconds=1)).date())
    return WayIn(urljoin(settings.SITE_URL, reverse(page, args=[token])), until, token)


def to_answer(message: Message, person: Person, target: Model) -> Answers:
    """Let ``person`` answer how ``target`` goes."""
    way = way_in(
        message,
        person,
        target,
        purpose=LinkPurpose.UPDATE_PROGRESS,
        page="followup:update-by-link",
    )
    return Answers(
        links=tuple(Link(str(answer.label), f"{way.url}?s={answer.value}") for answer in Answer),
        for_all=Link(_("Say how it is going"), way.url),
        note=_(
            "This link is only for you. It works until %(day)s. You need no password. The link "
            "opens a form. Your answer counts when you send the form."
        )
        % {"day": way.until},
        token=way.token,
    )


def reader_among(people: Iterable[Person], message: Message) -> Person | None:
    """Return to whom ``message`` goes, if they are one of these people."""
    return next((each for each in people if each.recipient_id == message.recipient_id), None)


def known(*facts: tuple[str, str]) -> Facts:
    """Leave out what is not known."""
    return tuple((label, value) for label, value in facts if value)


def sides_of(pairing: Pairing) -> QuerySet[Organization]:
    """Return the organizations that are paired, in order."""
    parties = Organization.objects.filter(pairing_parties__pairing=pairing)
    return parties.order_by("pairing_parties__order", "pairing_parties__pk")


def words_of(item: DueItem) -> str:
    """Return what was promised; an agreed area without words goes by its name."""
    return in_full(item.text or str(item.area if isinstance(item, Commitment) else ""))


def in_full(words: str) -> str:
    """Return ``words``, cut to what a mail of ten kilobytes has room for."""
    kept = sum(1 for size in accumulate(map(octets, words)) if size <= ROOM)
    return words if kept == len(words) else f"{words[:kept].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def in_short(words: str) -> str:
    """Return ``words`` on one line, cut to what a subject holds."""
    return Truncator(" ".join(words.split())).chars(SUBJECT_WORDS)


def listed(names: Iterable[str]) -> str:
    """Return the names in one line; of a long list the first few and how many more there are."""
    known = list(names)
    sizes = accumulate(octets(name) for name in known)
    shown = known[: max(1, sum(1 for size in sizes if size <= ROOM))]
    named, more = ", ".join(map(in_full, shown)), len(known) - len(shown)
    if not more:
        return named
    return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
        "names": named,
        "count": formats.number(more),
    }


def octets(words: str) -> int:
    """Return how long words are in a mail: each octet outside of ASCII is written as three."""
    return sum(1 if letter.isascii() else 3 * len(letter.encode()) for letter in words)
