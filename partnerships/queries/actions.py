"""Questions about actions."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from network.models import Organization, Person, scope_of
from partnerships.enums import CLOSED_PHASES
from partnerships.models import Action, PairingParty, ProgressUpdate

ANSWER_HOLDS = timedelta(days=7)


def waiting_for(user: User, *, today: date) -> QuerySet[Action]:
    """Return the open actions that wait for an answer of ``user``, the most urgent first.

    Their own, and those of their organizations that name no person. An answer holds for a week.
    """
    own = Organization.objects.filter(
        Q(pk__in=scope_of(user).organizations) | Q(parent__in=scope_of(user).organizations)
    )
    side = PairingParty.objects.filter(organization__in=own).values("pairing")
    ours = Q(organization__in=own) | Q(organization=None, pairing__in=side)
    asked = Action.objects.filter(Q(person__user=user.pk) | (Q(person=None) & ours))
    return _unanswered(asked, today=today).select_related("pairing", "organization", "person")


def next_for(person: Person, *, today: date, besides: Action | None = None) -> Action | None:
    """Return the next open action that waits for ``person``, with or without an account."""
    asked = Action.objects.filter(person=person)
    if besides is not None:
        asked = asked.exclude(pk=besides.pk)
    return _unanswered(asked, today=today).select_related("pairing").first()


def _unanswered(actions: QuerySet[Action], *, today: date) -> QuerySet[Action]:
    recent = ProgressUpdate.objects.current().filter(
        action=OuterRef("pk"), submitted_at__date__gt=today - ANSWER_HOLDS
    )
    return (
        actions.filter(pk__in=Action.objects.open())
        .exclude(pairing__phase__in=CLOSED_PHASES)
        .exclude(Exists(recent))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
