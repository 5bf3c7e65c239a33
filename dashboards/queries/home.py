"""What comes next, what came last, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from accounts.models import User
from events.models import Event
from partnerships.enums import OPEN_COMMITMENTS
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.queries import actions

LATEST = 6


@dataclass(frozen=True)
class Waiting:
    """What an institution is asked about: its actions and its commitments."""

    actions: tuple[Action, ...]
    commitments: tuple[Commitment, ...]

    @property
    def count(self) -> int:
        """How many answers are missing."""
        return len(self.actions) + len(self.commitments)


def coming_up(user: User, *, today: date) -> QuerySet[Event]:
    """Return the next events; those without a day come last."""
    events = Event.objects.visible_to(user).upcoming(today).select_related("type")
    return events.order_by(F("day").asc(nulls_last=True), "starts_at", "pk")[:LATEST]


def latest_updates(user: User) -> QuerySet[ProgressUpdate]:
    """Return the newest answers."""
    updates = ProgressUpdate.objects.visible_to(user).current()
    return updates.select_related("pairing", "action", "commitment__area", "author")[:LATEST]


def last_event(user: User) -> Event | None:
    """Return the newest event that took place."""
    return Event.objects.visible_to(user).happened().first()


def waiting(user: User, *, today: date) -> Waiting:
    """Return what the user's institution has not answered yet, the most urgent first."""
    own = Pairing.objects.visible_to(user)
    commitments = (
        Commitment.objects.filter(pairing__in=own, state__in=OPEN_COMMITMENTS)
        .select_related("pairing", "area")
        .order_by(F("ends_on").asc(nulls_last=True), "pk")
    )
    return Waiting(tuple(actions.waiting_for(user, today=today)), tuple(commitments))


def pairings(user: User, *, today: date) -> QuerySet[Pairing]:
    """Return the user's pairings with their status."""
    return Pairing.objects.visible_to(user).open().with_status(today).with_parties()
