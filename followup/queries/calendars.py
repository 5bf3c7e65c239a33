"""Which meetings stand in somebody's own calendar, and by which address it is read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from events.enums import CALLED_OFF, STAYS_AWAY
from events.models import Event
from network.models import FocalPoint, Organization, Person
from partnerships.models import PairingFocalPoint, PairingParty

BACK, AHEAD = timedelta(days=183), timedelta(days=548)
# So long a calendar is told that a meeting does not take place; programs ask once a day at worst.
CALLED_OFF_SHOWN_FOR = timedelta(days=60)


def events_of(person: Person, *, now: datetime) -> QuerySet[Event]:
    """Return the meetings that ``person`` is expected at or answers for, half a year back."""
    today = now.date()
    houses = _answered_for(person, today)
    own = person.participations
    concerned = (
        Q(pk__in=own.exclude(state__in=STAYS_AWAY).values("event"))
        | Q(pairings__pairing__in=_pairings_of(person, houses, today))
        | Q(organizers__organization__in=houses)
        | Q(participations__organization__in=houses)
    )
    near = Event.objects.filter(day__range=(today - BACK, today + AHEAD))
    forgotten = Q(state__in=CALLED_OFF, updated_at__lt=now - CALLED_OFF_SHOWN_FOR)
    given_up = Q(pk__in=own.filter(state__in=STAYS_AWAY).values("event"))
    found = near.filter(concerned).exclude(forgotten | given_up)
    return Event.objects.filter(pk__in=found.values("pk")).order_by("day", "pk")


def link_of(person: Person, *, now: datetime) -> ActionLink | None:
    """Return the link by which ``person`` reads the own calendar, if there is one."""
    return links_of(person).filter(expires_at__gt=now).order_by("-pk").first()


def links_of(person: Person) -> QuerySet[ActionLink]:
    """Return every link to the calendar of ``person`` that was not closed."""
    return ActionLink.objects.filter(
        purpose=LinkPurpose.READ_CALENDAR,
        holder_type=ContentType.objects.get_for_model(Person),
        holder_id=person.pk,
        revoked_at=None,
    )


def _answered_for(person: Person, today: date) -> QuerySet[Organization]:
    """Return the organizations of which ``person`` is a focal point, and their silent parts."""
    answering = FocalPoint.objects.on(today)
    own = answering.filter(person=person).values("organization")
    is_answered = Exists(answering.filter(organization=OuterRef("pk")))
    return Organization.objects.filter(Q(pk__in=own) | Q(parent__in=own) & ~is_answered)


def _pairings_of(
    person: Person, houses: QuerySet[Organization], today: date
) -> QuerySet[PairingParty, int]:
    """Return the keys of the pairings that ``person`` answers for: one of their own goes first."""
    appointed = PairingFocalPoint.objects.on(today)
    side = appointed.filter(pairing=OuterRef("pairing"), organization=OuterRef("organization"))
    parties = PairingParty.objects.filter(
        Q(Exists(side.filter(person=person))) | Q(organization__in=houses) & ~Exists(side)
    )
    return parties.values_list("pairing", flat=True)
