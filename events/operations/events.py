"""Meetings: planned, held, called off; one call writes down a whole log."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import as_actor, save
from events.enums import HAPPENED, EventState
from events.models import Event, EventPairing
from events.operations import results
from events.operations.reminders import look_again
from events.queries import events as questions
from events.queries.changes import makes_it_another
from notifications.operations import messages
from partnerships.models import Pairing
from partnerships.operations.pairings import record_contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from accounts.models import User
    from events.models import EventType
    from network.models import Organization, Programme


class WrongStateError(DomainError):
    """The meeting cannot move on from where it stands."""


class WrongTimeError(DomainError):
    """The days and hours of the meeting contradict each other."""


class NoReasonError(DomainError):
    """A meeting is called off and nobody says why."""


class ChangedMeanwhileError(DomainError):
    """Somebody else saved the meeting since the form was opened."""


class Facts(TypedDict, total=False):
    """What is known of the meeting itself; all of it may come later."""

    type: EventType
    title: str
    programme: Programme | None
    parent: Event | None
    also_type: EventType | None
    day: date | None
    last_day: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    modality: str
    platform: str
    place: str
    goal: str
    summary: str
    english_summary: str
    follow_up: str
    link_policy: str
    list_is_final: bool
    source_name: str
    source_publisher: str
    source_on: date | None
    reminders: list[int] | None


class Log(Facts, results.Results, total=False):
    """A meeting and everything that it brought."""


@transaction.atomic
def log(  # noqa: PLR0913 — one call records the whole log
    *,
    by: User | None,
    today: date,
    pairings: Iterable[Pairing] = (),
    state: str | None = None,
    submission: UUID | None = None,
    source_key: str | None = None,
    **given: Unpack[Log],
) -> Event:
    """Write down a meeting with all that it brought; the same ``submission`` counts once.

    Without ``state`` it was held when its day is not in the future, and is planned otherwise.

    :raises WrongTimeError: if days and hours contradict each other.
    :raises results.NoPairingError: if something was agreed and no pairing met.
    """
    pairings, organizations = list(pairings), list(given.get("organizations", ()))
    facts = {name: value for name, value in given.items() if name in Facts.__annotations__}
    draft = Event(**facts)
    draft.state = state or _state_by_day(draft, today)
    draft.title = clean_name(draft.title) or title_for(draft, pairings, organizations)
    _check(draft, today)
    facts |= {"title": draft.title, "state": draft.state}
    facts |= {"source_key": source_key, "logged_by": by}
    with as_actor(by):
        event, is_new = _save_once(facts, submission)
    if is_new:
        _pair(event, pairings)
        brought = cast("results.Results", {**given, "organizations": organizations})
        results.record(event, brought, by=by)
        _tell([pairing.pk for pairing in pairings])
        look_again(event)
    return event


@transaction.atomic
def edit(
    event: Event,
    *,
    by: User | None,
    today: date,
    seen: datetime | None = None,
    pairings: Iterable[Pairing] | None = None,
    **facts: Unpack[Facts],
) -> Event:
    """Change what is known of a meeting; ``seen`` is its ``updated_at`` when the form was opened.

    :raises ChangedMeanwhileError: if it was saved by somebody else since.
    :raises WrongTimeError: if days and hours contradict each other.
    """
    event = locked(event)
    if seen is not None and event.updated_at != seen:
        raise ChangedMeanwhileError(
            _("Somebody else changed this meeting in the meantime. Your text is kept below.")
        )
    look_again(event)
    earlier = copy(event)
    for name, value in facts.items():
        setattr(event, name, value)
    event.title = clean_name(event.title)
    if makes_it_another(event, earlier):
        _announce_anew(event)
    _check(event, today)
    save(event, by=by)
    _tell(_repair(event, pairings))
    return event


@transaction.atomic
def confirm(event: Event, *, by: User | None) -> Event:
    """Say that a planned meeting will take place; from now on people are reminded of it.

    :raises WrongStateError: if it is not planned.
    :raises WrongTimeError: if its day is not known.
    """
    event = locked(event)
    if event.day is None:
        raise WrongTimeError(_("Enter the date first, then confirm the meeting."))
    return _move(event, EventState.CONFIRMED, by=by)


@transaction.atomic
def hold(event: Event, *, by: User | None, today: date) -> Event:
    """Say that a meeting took place.

    :raises WrongStateError: if it was called off, or has taken place already.
    :raises WrongTimeError: if its day is in the future.
    """
    event = locked(event)
    if event.day is None or event.day > today:
        raise WrongTimeError(_("Enter the day on which it took place, then try again."))
    event = _move(event, EventState.HELD, by=by)
    _tell(_met_at(event))
    return event


@transaction.atomic
def report(event: Event, *, by: User | None) -> Event:
    """Say that everything is written down.

    :raises WrongStateError: if the meeting has not taken place.
    """
    return _move(locked(event), EventState.REPORTED, by=by)


@transaction.atomic
def postpone(event: Event, *, reason: str, by: User | None) -> Event:
    """Take a meeting off its day; the new day is not known yet.

    :raises NoReasonError: without a reason.
    :raises WrongStateError: if it has taken place or is called off.
    """
    return _call_off(locked(event), EventState.POSTPONED, reason, by=by)


@transaction.atomic
def cancel(event: Event, *, reason: str, by: User | None) -> Event:
    """Call a meeting off for good.

    :raises NoReasonError: without a reason.
    :raises WrongStateError: if it has taken place or is called off already.
    """
    return _call_off(locked(event), EventState.CANCELLED, reason, by=by)


@transaction.atomic
def reschedule(  # noqa: PLR0913 — a new day has its hours
    event: Event,
    *,
    day: date,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: User | None,
    today: date,
) -> Event:
    """Give a postponed meeting its new day; it is planned again.

    :raises WrongStateError: if the meeting is not postponed.
    :raises WrongTimeError: if the hours contradict the day.
    """
    event = locked(event)
    event.day, event.starts_at, event.ends_at = day, starts_at, ends_at
    event.last_day = None
    event.reason = ""
    _announce_anew(event)
    _check(event, today)
    return _move(event, EventState.PLANNED, by=by)


def title_for(
    event: Event, pairings: Sequence[Pairing], organizations: Sequence[Organization]
) -> str:
    """Return a title made from those who meet: "Peer workshop: GZITTC - NPIC"."""
    parties = [
        party.organization
        for pairing in pairings
        for party in pairing.parties.select_related("organization")
    ]
    names = list(dict.fromkeys(each.short_name for each in parties or organizations))
    if not names:
        return event.type.name
    more = len(names) - 4
    joined = " \N{EN DASH} ".join(names[:4])
    if more > 0:
        joined = ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more) % {
            "names": joined,
            "more": more,
        }
    title = gettext("%(kind)s: %(names)s") % {"kind": event.type.name, "names": joined}
    return title[:300]


def _state_by_day(event: Event, today: date) -> EventState:
    has_come = event.day is not None and event.day <= today
    return EventState.HELD if has_come else EventState.PLANNED


def _save_once(facts: dict[str, Any], submission: UUID | None) -> tuple[Event, bool]:
    """Save a new event, unless the same form was sent before.

    Two requests at once: the second waits here for the first to commit, then finds its row.
    """
    if submission is None:
        return Event.objects.create(**facts), True
    return Event.objects.get_or_create(submission=submission, defaults=facts)


def _pair(event: Event, pairings: Iterable[Pairing]) -> None:
    EventPairing.objects.bulk_create(
        EventPairing(event=event, pairing=pairing) for pairing in pairings
    )


def _repair(event: Event, pairings: Iterable[Pairing] | None) -> set[int]:
    """Let ``pairings`` be those that met; return all that are concerned, before and after."""
    before = set(_met_at(event))
    if pairings is None:
        return before
    after = {pairing.pk: pairing for pairing in pairings}
    event.pairings.exclude(pairing__in=after).delete()
    _pair(event, [pairing for pk, pairing in after.items() if pk not in before])
    return before | set(after)


def _met_at(event: Event) -> list[int]:
    return list(event.pairings.values_list("pairing", flat=True))


def _tell(concerned: Iterable[int]) -> None:
    """Tell the pairings the last day on which they met."""
    for pairing in Pairing.objects.filter(pk__in=list(concerned)).order_by("pk"):
        record_contact(pairing, on=questions.last_meeting(pairing))


def _call_off(event: Event, state: EventState, reason: str, *, by: User | None) -> Event:
    if not reason.strip():
        raise NoReasonError(_("Say why the meeting does not take place."))
    event.reason = reason.strip()
    _announce_anew(event)
    return _move(event, state, by=by)


def _announce_anew(event: Event) -> None:
    """What was said of the meeting holds no more; what was not sent yet is taken back."""
    event.revision += 1
    look_again(event)
    messages.cancel_pending(event)


def _move(event: Event, state: EventState, *, by: User | None) -> Event:
    """Put the event into ``state``: the only place where an event changes its state."""
    if not EventState(event.state).can_become(state):
        raise WrongStateError(
            _("This meeting is “%(now)s”. It cannot become “%(next)s”."),
            now=EventState(event.state).label,
            next=state.label,
        )
    event.state = state
    look_again(event)
    return save(event, by=by)


def _check(event: Event, today: date) -> None:
    for is_wrong, what_to_do in _contradictions(event, today):
        if is_wrong:
            raise WrongTimeError(what_to_do)


def _contradictions(event: Event, today: date) -> list[tuple[bool, _StrPromise]]:
    day, last, start, end = event.day, event.last_day, event.starts_at, event.ends_at
    happened = event.state in HAPPENED
    return [
        (bool(start and not day), _("Enter the date as well as the time.")),
        (bool(end and not start), _("Enter when the meeting started.")),
        (bool(start and end and end <= start), _("The meeting must end after it starts.")),
        (bool(last and not day), _("Enter the first day as well as the last day.")),
        (bool(last and day and last < day), _("The last day must come after the first day.")),
        (happened and day is None, _("Enter the day on which the meeting took place.")),
        (
            happened and day is not None and day > today,
            _("This day is in the future: a meeting that is still to come is planned."),
        ),
    ]
