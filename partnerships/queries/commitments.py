"""Questions about commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.enums import CommitmentState
from partnerships.models import Commitment

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
