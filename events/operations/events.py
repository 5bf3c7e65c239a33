"""Meetings: planned, held, called off; one call writes down a whole log."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import as_actor, delete_all, save, save_all
from events.enums import HAPPENED, EventState
from events.models import Event, EventPairing
from events.operations import agenda, results
from events.operations.outcomes import held
from events.operations.programmes import assign
from events.queries import events as event_queries
from events.queries.changes import makes_it_another
from events.terms.events import EventTerms, NewDay
from events.terms.logs import EventLog
from events.wording import titles
from network.models import Organization, Programme
from partnerships.models import Pairing, PairingParty
from partnerships.operations import pairings
from partnerships.terms.pairings import NewPairing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class WrongStateError(DomainError):
    """The meeting cannot move on from where it stands."""


class WrongTimeError(DomainError):
    """The days and hours of the meeting contradict each other."""


class NoReasonError(DomainError):
    """A meeting is called off and nobody says why."""


@transaction.atomic
def log(log: EventLog, *, by: User | None, now: datetime) -> Event:
    """Write down a meeting with all that it brought.

    :raises WrongTimeError: if days and hours contradict each other.
    :raises results.NoPairingError: if something was agreed and no pairing met.
    """
    today = timezone.localdate(now)
    draft = log.event.write_to(Event(logged_by=by, source_key=log.source_key))
    draft.state = log.state or _state_by_day(draft, today)
    draft.title = draft.title or _title(log)
    _check(draft, today)
    met = [pairing.pk for pairing in log.pairings]
    with as_actor(by):
        met += _start(log.starts, draft, by=by)
        event = save(draft, by=by)
        _pair(event, met, by=by)
        if log.programmes:
            assign(event, log.programmes, by=by)
        results.record(event, log.results, by=by, now=now)
    _tell(met, today)
    return event


@transaction.atomic
def edit(
    event: Event,
    terms: EventTerms,
    *,
    pairings: Iterable[Pairing] | None = None,
    programmes: Iterable[Programme] | None = None,
    by: User | None,
    today: date,
) -> Event:
    """Change what is known of a meeting; without ``pairings`` those that met stay.

    Likewise its ``programmes``.

    :raises WrongTimeError: if days and hours contradict each other.
    """
    pairings = None if pairings is None else list(pairings)
    event = held(event, with_pairings=[each.pk for each in pairings or ()])
    earlier = copy(event)
    terms.write_to(event)
    if makes_it_another(event, earlier):
        _announce_anew(event)
    _check(event, today)
    save(event, by=by)
    agenda.move_along(event, earlier, by=by)
    if programmes is not None:
        assign(event, programmes, by=by)
    _tell(_repair(event, pairings, by=by), today)
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
    event = held(event)
    if event.first_day is None or event.first_day > today:
        raise WrongTimeError(_("Enter the day on which it took place, then try again."))
    event = _move(event, EventState.HELD, by=by)
    _tell(_met_at(event), today)
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
def reschedule(event: Event, new: NewDay, *, by: User | None, today: date) -> Event:
    """Give a postponed meeting its new day; it is planned again.

    :raises WrongStateError: if the meeting is not postponed.
    :raises WrongTimeError: if the hours contradict the day.
    """
    event = locked(event)
    earlier = copy(event)
    event.day, event.starts_at, event.ends_at = new.day, new.starts_at, new.ends_at
    event.last_day = event.earliest_day = event.latest_day = None
    event.reason = ""
    _announce_anew(event)
    _check(event, today)
    event = _move(event, EventState.PLANNED, by=by)
    agenda.move_along(event, earlier, by=by)
    return event


def _start(new: NewPairing | None, event: Event, *, by: User | None) -> list[int]:
    """Start the pairing that those who meet begin; since when is known if the meeting was held."""
    if new is None:
        return []
    since = event.day if event.has_happened else None
    terms = replace(new.terms, started_on=new.terms.started_on or since)
    return [pairings.start(terms, parties=new.parties, phase=new.phase, by=by).pk]


def _title(log: EventLog) -> str:
    """Name the meeting after the sides that met, and after the organizations that came besides."""
    groups = [one for one in log.results.participations if one.is_group]
    written = [
        one.organization.short_name if one.organization else one.organization_name for one in groups
    ]
    counted = [one.organization.short_name for one in log.results.head_counts if one.organization]
    others = (name for name in (*written, *counted) if name)
    return titles.default(log.event.type, [side.short_name for side in _sides(log)], others)


def _sides(log: EventLog) -> list[Organization]:
    """Return the sides of the pairings that meet, in the order of the log."""
    place = {pairing.pk: number for number, pairing in enumerate(log.pairings)}
    parties = PairingParty.objects.filter(pairing__in=place).select_related("organization")
    met = sorted(parties, key=lambda party: place[party.pairing_id])
    begun = log.starts.parties if log.starts else ()
    return [*(party.organization for party in met), *(party.organization for party in begun)]


def _state_by_day(event: Event, today: date) -> EventState:
    last = event.day or event.latest_day
    has_come = last is not None and last <= today
    return EventState.HELD if has_come else EventState.PLANNED


def _pair(event: Event, pairings: Iterable[int], *, by: User | None) -> None:
    save_all([EventPairing(event=event, pairing_id=pk) for pk in pairings], by=by)


def _repair(event: Event, pairings: Iterable[Pairing] | None, *, by: User | None) -> set[int]:
    """Let ``pairings`` be those that met; return all that are concerned, before and after."""
    before = set(_met_at(event))
    if pairings is None:
        return before
    after = [pairing.pk for pairing in pairings]
    delete_all(event.pairings.exclude(pairing__in=after), by=by)
    _pair(event, [pk for pk in dict.fromkeys(after) if pk not in before], by=by)
    return before | set(after)


def _met_at(event: Event) -> list[int]:
    return list(event.pairings.values_list("pairing", flat=True))


def _tell(concerned: Iterable[int], today: date) -> None:
    """Tell the pairings when they met last."""
    pairings.record_contacts(event_queries.last_meetings(concerned, today=today))


def _call_off(event: Event, state: EventState, reason: str, *, by: User | None) -> Event:
    if not reason.strip():
        raise NoReasonError(_("Say why the meeting does not take place."))
    event.reason = reason.strip()
    _announce_anew(event)
    return _move(event, state, by=by)


def _announce_anew(event: Event) -> None:
    """What was said of the meeting holds no more; what was not sent yet is not sent."""
    event.revision += 1


def _move(event: Event, state: EventState, *, by: User | None) -> Event:
    """Put the event into ``state``: the only place where an event changes its state."""
    if not EventState(event.state).can_become(state):
        raise WrongStateError(
            _("This meeting is “%(now)s”. It cannot become “%(next)s”."),
            now=EventState(event.state).label,
            next=state.label,
        )
    event.state = state
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
        (
            bool(day and event.earliest_day),
            _("Enter the day, or only its month, quarter or year."),
        ),
        (bool(last and not day), _("Enter the first day as well as the last day.")),
        (bool(last and day and last < day), _("The last day must come after the first day.")),
        (happened and event.first_day is None, _("Enter the day on which the meeting took place.")),
        (
            happened and event.first_day is not None and event.first_day > today,
            _("This day is in the future, so the meeting has not taken place yet."),
        ),
    ]
