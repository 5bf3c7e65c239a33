"""Questions about commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from network.models import Organization, scope_of
from partnerships.enums import CLOSED_PHASES, CommitmentState
from partnerships.models import Commitment, PairingParty, ProgressUpdate

ANSWER_HOLDS = timedelta(days=90)
ORDER_OF_STATES = (
    CommitmentState.IN_PROGRESS,
    CommitmentState.OPEN,
    CommitmentState.DONE,
    CommitmentState.PARTLY_DONE,
    CommitmentState.DROPPED,
)


@dataclass(frozen=True)
class StateGroup:
    """The commitments of a pairing in one state."""

    state: CommitmentState
    commitments: tuple[Commitment, ...]


def by_state(commitments: Iterable[Commitment], *, today: date) -> tuple[StateGroup, ...]:
    """Return the commitments by state, what is under way first, the late first in each."""
    held = sorted(commitments, key=lambda each: (not each.is_late(today), each.pk))
    groups = (
        StateGroup(state, tuple(each for each in held if each.state == state))
        for state in ORDER_OF_STATES
    )
    return tuple(group for group in groups if group.commitments)


def waiting_for(user: User, *, today: date) -> QuerySet[Commitment]:
    """Return the open commitments of the user's organizations that nobody reported on lately."""
    user_scope = scope_of(user)
    own = Organization.objects.filter(
        Q(pk__in=user_scope.organizations) | Q(parent__in=user_scope.organizations)
    )
    side = PairingParty.objects.filter(organization__in=own).values("pairing")
    recent = ProgressUpdate.objects.current().filter(
        commitment=OuterRef("pk"), submitted_at__date__gt=today - ANSWER_HOLDS
    )
    return (
        Commitment.objects.open()
        .filter(Q(promised_by=None) | Q(promised_by__in=own), pairing__in=side)
        .exclude(pairing__phase__in=CLOSED_PHASES)
        .exclude(Exists(recent))
        .select_related("pairing", "area")
        .order_by(F("ends_on").asc(nulls_last=True), "pk")
    )
