"""What a new focal point is told: what is open, who is there to ask, and how to sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from events.models import Event
from events.wording.times import days
from followup.mails.answers import in_short, known, listed, words_of
from followup.queries import introductions
from followup.queries.due_items import DueItem, day_of
from network.models import FocalPoint, Organization, Person
from network.queries import staff
from notifications.mails import Link, Listing, Mail, Section
from notifications.models import Message
from partnerships.models import Comment, Pairing

# Of each kind; the rest stands on the pages.
MOST = 5


def introduction(message: Message) -> Mail | None:
    """Say what there is; None if the reader is not the new focal point any more, or not yet."""
    seat = _seat_of(message)
    if seat is None:
        return None
    organization, person = seat.organization, seat.person
    return Mail(
        subject=_("%(organization)s: you are a focal point now")
        % {"organization": in_short(organization.name)},
        sections=(_welcome(seat), *_open(organization, person)),
        to_name=person.addressed,
        reason=_("You get this mail because you are a new focal point of this organization."),
        reply_to=staff.reply_address([organization.country_id]),
        thread=f"organization:{organization.pk}",
    )


def _seat_of(message: Message) -> FocalPoint | None:
    today = timezone.localdate()
    seats = introductions.seats_of([message.about_id]).on(today)
    found = seats.filter(person__recipient=message.recipient_id).select_related("organization")
    for seat in found:
        is_meant = introductions.key_for(seat, message.recipient) == message.key
        if is_meant and seat.person.is_let_in:
            return seat
    return None


def _welcome(seat: FocalPoint) -> Section:
    organization, today = seat.organization, timezone.localdate()
    return Section(
        lede=_("You answer for this organization now:"),
        title=organization.name,
        facts=known(
            (_("Since"), formats.day(seat.starts_on) if seat.starts_on else ""),
            (_("Before you"), _names(introductions.before(seat))),
            (_("With you"), _names(introductions.beside(seat, on=today))),
            (_("Ask"), _contacts(introductions.coordinators(organization))),
        ),
        ask=_("We will ask you by mail how the work goes. You can answer without a password."),
        links=_way_in(seat.person),
        note=_how_to_get_in(seat.person),
    )


def _way_in(person: Person) -> tuple[Link, ...]:
    """Return the page to begin at; who has no account has none."""
    if person.user is None:
        return ()
    if person.user.has_usable_password():
        return (Link(_("Sign in"), _url("account_login")),)
    return (Link(_("Get a link to set a password"), _url("account_reset_password")),)


def _how_to_get_in(person: Person) -> str:
    if person.user is None:
        return _("You have no account yet. To see the pages too, answer this mail and ask for one.")
    address = person.user.email
    return _("Your account has the e-mail address %(address)s.") % {"address": address}


def _open(organization: Organization, person: Person) -> Iterator[Section]:
    """Yield what is open, each kind that there is in a section of its own."""
    yield from _section(_("Pairings"), introductions.pairings_of(organization), _named)
    yield from _section(_("Agreed areas"), introductions.commitments_of(organization), _due)
    yield from _section(_("Actions"), introductions.actions_of(organization, person), _due)
    yield from _section(_("Questions to answer"), introductions.questions_of(organization), _asked)
    meetings = introductions.meetings_of(person, on=timezone.localdate())
    yield from _section(_("Meetings"), meetings, _on_days)


def _section(
    title: str, found: QuerySet[Any], line: Callable[[Any], tuple[str, str]]
) -> Iterator[Section]:
    """Yield the first few of ``found``, and how many there are."""
    count = found.count()
    if count:
        heading = _("Open: %(count)s") % {"count": formats.number(count)}
        yield Section(title, listing=Listing(heading, tuple(map(line, found[:MOST]))))


def _named(pairing: Pairing) -> tuple[str, str]:
    return "", in_short(pairing.title)


def _due(item: DueItem) -> tuple[str, str]:
    day = day_of(item)
    return formats.day(day) if day else "", in_short(words_of(item))


def _asked(question: Comment) -> tuple[str, str]:
    return formats.day(timezone.localdate(question.submitted_at)), in_short(question.text)


def _on_days(event: Event) -> tuple[str, str]:
    return days(event), in_short(event.title)


def _names(people: Iterable[Person]) -> str:
    return listed(each.addressed for each in people)


def _contacts(people: Iterable[Person]) -> str:
    """Return "Anna Lee (anna@example.org)" of each."""
    return listed(f"{each.addressed} ({each.recipient.email})" for each in people)


def _url(name: str) -> str:
    return urljoin(settings.SITE_URL, reverse(name))
