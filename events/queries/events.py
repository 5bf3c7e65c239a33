"""Questions to the events: who met last, what looks the same, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Least

from accounts.models import User
from events.enums import HAPPENED, NEW_OUTCOMES, EventState, FileKind, Modality, Need
from events.models import Event, EventPairing, MeetingAccess
from network.models import scope_of
from network.models.concerns import Concern, places_of
from partnerships.models import Action, Commitment, Pairing
from partnerships.models.pairings import PairingQuerySet
from partnerships.terms.pairings import LastMeeting

NEAR = timedelta(days=3)


@dataclass(frozen=True)
class Task:
    """Something that an event still lacks, or no longer does.

    Of the names it tells how many there are, and of how many; None is not known.
    """

    need: Need
    done: bool
    named: int | None = None
    people: int | None = None


def last_meetings(pairings: Iterable[int], *, today: date) -> dict[int, LastMeeting | None]:
    """Return when each of the pairings met last; None where they never did.

    Of a meeting that is known by its month or year it is the last day on which it may have been.
    """
    meetings: dict[int, LastMeeting | None] = dict.fromkeys(pairings)
    until = Least(Coalesce("event__last_day", "event__known_until"), Value(today))
    last = (
        EventPairing.objects.filter(pairing__in=meetings, event__state__in=HAPPENED)
        .annotate(on=until)
        # Of two with the same last day the one counts of which the day is known.
        .order_by("pairing", "-on", F("event__earliest_day").asc(nulls_first=True))
        .distinct("pairing")
    )
    told = last.values_list("pairing", "on", "event__earliest_day")
    return meetings | {pk: LastMeeting(on=on, since=since) for pk, on, since in told}


def similar_to(
    pairing: Pairing, first: date, last: date, *, other_than: Event | None = None
) -> QuerySet[Event]:
    """Return the events of the pairing within three days of these: perhaps the same meeting."""
    ends_near = Q(known_until__gte=first - NEAR) | Q(last_day__gte=first - NEAR)
    near = Event.objects.filter(
        ends_near, pairings__pairing=pairing, known_from__lte=last + NEAR
    ).exclude(state=EventState.CANCELLED)
    return near.exclude(pk=other_than.pk) if other_than else near


def pairings_to_log(user: User) -> PairingQuerySet:
    """Return the pairings whose meetings ``user`` may write down, not those one only oversees."""
    user_scope = scope_of(user)
    if user_scope.is_staff:
        return Pairing.objects.all()
    answers_for = replace(user_scope, overseen=frozenset())
    return Pairing.objects.concerning_any(
        places_of(answers_for) + Concern.PROGRAMME.keys(user_scope.programmes)
    )


def recent_pairings(user: User, *, limit: int = 3) -> list[Pairing]:
    """Return the pairings whose meetings ``user`` wrote down last, the newest first."""
    seen = (
        pairings_to_log(user)
        .open()
        .filter(meetings__event__logged_by=user)
        .annotate(logged_at=Max("meetings__event__created_at"))
        .order_by("-logged_at", "-pk")
    )
    return list(seen[:limit])


def usual_modality(user: User) -> str:
    """Return how those met whose meeting ``user`` wrote down last."""
    newest = user.logged_events.order_by("-created_at", "-pk")
    return newest.values_list("modality", flat=True).first() or Modality.ONLINE


def open_by_area(pairing: Pairing) -> dict[int, list[Commitment]]:
    """Return what the pairing has agreed and not ended yet, by the key of its area."""
    found: dict[int, list[Commitment]] = {}
    for one in Commitment.objects.open().filter(pairing=pairing).select_related("area", "pairing"):
        found.setdefault(one.area_id, []).append(one)
    return found


def missing(event: Event, *, user: User) -> list[Task]:
    """Return what makes the record of an event complete, and what of it ``user`` sees there."""
    return _after(event, user) if event.has_happened else _before(event)


def _after(event: Event, user: User) -> list[Task]:
    agreed, steps = Commitment.objects.visible_to(user), Action.objects.visible_to(user)
    known = Event.objects.filter(pk=event.pk).aggregate(
        named=Count("participations", Q(participations__person__isnull=False), distinct=True)
        + Count(
            "participations",
            Q(participations__person=None) & ~Q(participations__name=""),
            distinct=True,
        ),
        areas=Count("outcomes", Q(outcomes__commitment__in=agreed), distinct=True),
        actions=Count(
            "outcomes",
            Q(outcomes__action__in=steps, outcomes__kind__in=NEW_OUTCOMES),
            distinct=True,
        ),
        minutes=Count("files", Q(files__kind=FileKind.MINUTES), distinct=True),
        people=Max("head_counts__people", filter=Q(head_counts__organization=None)),
    )
    people, named = known["people"], known["named"]
    is_joint = event.pairings.exists()
    tasks = [
        Task(Need.PEOPLE, people is not None),
        Task(Need.NAMES, bool(named) and named >= (people or 0), named, people),
        Task(Need.DECIDED, bool(event.summary)),
    ]
    if is_joint:
        tasks += [
            Task(Need.AREAS, bool(known["areas"])),
            Task(Need.ACTIONS, bool(known["actions"])),
        ]
    return [*tasks, Task(Need.MINUTES, bool(known["minutes"]))]


def _before(event: Event) -> list[Task]:
    tasks = [
        Task(Need.DAY, event.day is not None),
        Task(Need.HOUR, event.starts_at is not None),
        Task(Need.AGENDA, event.agenda.exists()),
        Task(Need.INVITED, event.participations.exists()),
    ]
    # How people join is known by the link, or by words that say how it comes.
    if event.modality == Modality.IN_PERSON or event.link_policy:
        return tasks
    has_link = MeetingAccess.objects.filter(event=event).exists()
    return [*tasks, Task(Need.LINK, has_link)]
