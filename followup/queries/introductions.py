"""Who is a new focal point of an organization, now or soon, and what they find there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from events.models import Event
from followup.queries import calendars
from followup.queries.update_requests import midnight
from network.models import FocalPoint, Organization, Person
from network.models.focal_points import FocalPointQuerySet
from network.queries import staff
from network.queries.staff import Sphere
from notifications.models import Recipient
from notifications.queries import quiet_hours
from partnerships.enums import Firmness
from partnerships.models import Action, Comment, Commitment, Pairing

KIND = "network.introduction"
# How long before it goes an introduction shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
# Who has answered for longer knows what there is: a seat that is written down late is history.
FRESH = timedelta(days=14)


def window(seat: FocalPoint, zone: str) -> tuple[datetime, datetime]:
    """Return from when until when an introduction is right, by a clock in ``zone``."""
    first, morning = _first_day(seat), quiet_hours.MORNING
    return quiet_hours.at(first, morning, zone), quiet_hours.at(first + FRESH, morning, zone)


def is_new(seat: FocalPoint, today: date) -> bool:
    """Say whether the seat begins within sight or began lately, and lasts.

    Of a seat whose first day is not known nobody knows that it is new.
    """
    first, last = seat.starts_on, seat.ends_on
    is_near = first is not None and first - FORESIGHT <= today <= first + FRESH
    return is_near and (last is None or last > max(today, _first_day(seat)))


def key_for(seat: FocalPoint, recipient: Recipient) -> str:
    """Return the identity of the introduction; another first day makes another one."""
    return f"introduction:{seat.pk}:{_first_day(seat):%Y-%m-%d}:{recipient.pk}"


def seats_of(organizations: Collection[int]) -> FocalPointQuerySet:
    """Return the seats of these organizations whose first day is known, with their people."""
    found = FocalPoint.objects.filter(organization__in=organizations, starts_on__isnull=False)
    return found.select_related("person__recipient", "person__honorific", "person__user")


def beside(seat: FocalPoint, *, on: date) -> list[Person]:
    """Return who else answers for the organization on that day."""
    return _people(FocalPoint.objects.on(on).exclude(person=seat.person_id), seat)


def before(seat: FocalPoint) -> list[Person]:
    """Return who answered for the organization until the seat began, and does not any more."""
    ended = FocalPoint.objects.filter(ends_on__lte=seat.starts_on).exclude(person=seat.person_id)
    last = ended.filter(organization=seat.organization_id).order_by("-ends_on").first()
    return _people(ended.filter(ends_on=last.ends_on), seat) if last else []


def coordinators(organization: Organization) -> list[Person]:
    """Return whom a focal point of the organization may ask."""
    return staff.responsible_for(Sphere(frozenset({organization.country_id})))


def pairings_of(organization: Organization) -> QuerySet[Pairing]:
    """Return the pairings of the organization and its parts that are worked on."""
    sides = Pairing.objects.filter(parties__organization__in=_houses(organization))
    return Pairing.objects.open().filter(pk__in=sides.values("pk")).order_by("title", "pk")


def actions_of(organization: Organization, person: Person) -> QuerySet[Action]:
    """Return the actions that are open for the organization, or for its new focal point."""
    own = Q(organization=None) | Q(organization__in=_houses(organization)) | Q(person=person)
    found = Action.objects.open().filter(own, pairing__in=pairings_of(organization).order_by())
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def commitments_of(organization: Organization) -> QuerySet[Commitment]:
    """Return the agreed areas that are open and that the organization, or all sides, promised."""
    own = Q(promised_by=None) | Q(promised_by__in=_houses(organization))
    found = Commitment.objects.open().exclude(firmness=Firmness.WISHED).select_related("area")
    found = found.filter(own, pairing__in=pairings_of(organization).order_by())
    return found.order_by(F("ends_on").asc(nulls_last=True), "pk")


def questions_of(organization: Organization) -> QuerySet[Comment]:
    """Return the questions about these pairings that nobody has answered yet."""
    found = Comment.objects.open().filter(pairing__in=pairings_of(organization).order_by())
    return found.order_by("submitted_at", "pk")


def meetings_of(person: Person, *, on: date) -> QuerySet[Event]:
    """Return the next meetings of a person, for themselves or for what they answer for."""
    own = calendars.events_of(person, now=midnight(on))
    return own.filter(pk__in=Event.objects.upcoming(on).values("pk"))


def _houses(organization: Organization) -> QuerySet[Organization]:
    return Organization.objects.filter(Q(pk=organization.pk) | Q(parent=organization.pk))


def _people(seats: FocalPointQuerySet, seat: FocalPoint) -> list[Person]:
    held = seats.filter(organization=seat.organization_id).order_by("pk")
    people = {each.person_id: each.person for each in held.select_related("person__honorific")}
    return list(people.values())


def _first_day(seat: FocalPoint) -> date:
    assert seat.starts_on is not None  # noqa: S101 — only such seats are fetched
    return seat.starts_on
