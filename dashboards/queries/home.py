"""What comes next, what came last, and how the pairings of a reader are doing."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from accounts.models import User
from events.models import Event
from network.models import Organization, scope_of
from partnerships.models import Pairing, ProgressUpdate

LATEST = 6


def coming_up(user: User, *, today: date) -> QuerySet[Event]:
    """Return the next events; those without a day come last."""
    events = Event.objects.visible_to(user).upcoming(today).select_related("type")
    return events.order_by(F("known_from").asc(nulls_last=True), "starts_at", "pk")[:LATEST]


def latest_updates(user: User) -> QuerySet[ProgressUpdate]:
    """Return the newest answers."""
    updates = ProgressUpdate.objects.visible_to(user).current()
    return updates.select_related("pairing", "action", "commitment__area", "author")[:LATEST]


def last_event(user: User) -> Event | None:
    """Return the newest event that took place."""
    return Event.objects.visible_to(user).happened().first()


def own_organization(user: User) -> Organization | None:
    """Return the organization that the user answers for."""
    return Organization.objects.filter(pk__in=scope_of(user).organizations).first()


def pairings(user: User, *, today: date) -> QuerySet[Pairing]:
    """Return the user's pairings with their status."""
    return Pairing.objects.visible_to(user).open().with_status(today).with_parties()
