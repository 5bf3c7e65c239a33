"""Commitments: agree on an area, correct it, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.records import save, save_all
from partnerships.enums import OPEN_COMMITMENTS, CommitmentState
from partnerships.models import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from partnerships.models import Pairing
    from partnerships.terms.commitments import CommitmentTerms
    from partnerships.terms.endings import Ending


class WrongStateError(DomainError):
    """The commitment cannot go from where it stands to there."""


@transaction.atomic
def agree(pairing: Pairing, terms: CommitmentTerms, *, by: User | None) -> Commitment:
    """Write down what a pairing agreed in one area; it may lie in the past.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    return save(_write(Commitment(pairing=pairing), terms), by=by)


def agree_all(
    agreed: Iterable[tuple[Pairing, CommitmentTerms]], *, by: User | None
) -> list[Commitment]:
    """Write down what pairings agreed, in one statement however much it is.

    :raises BrokenConstraintError: if a last day lies before the first.
    """
    return save_all([_write(Commitment(pairing=each), terms) for each, terms in agreed], by=by)


@transaction.atomic
def edit(commitment: Commitment, terms: CommitmentTerms, *, by: User | None) -> Commitment:
    """Correct what was written.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    commitment = locked(commitment)
    before = commitment.ends_on, commitment.promised_by_id
    _write(commitment, terms)
    if (commitment.ends_on, commitment.promised_by_id) != before:
        commitment.revision += 1
    return save(commitment, by=by)


@transaction.atomic
def begin(commitment: Commitment, *, by: User | None) -> Commitment:
    """Say that work has started, or that it goes on after all."""
    commitment = locked(commitment)
    if commitment.state == CommitmentState.IN_PROGRESS:
        return commitment
    commitment.state = CommitmentState.IN_PROGRESS
    commitment.closed_on = None
    commitment.reason = ""
    return save(commitment, by=by)


@transaction.atomic
def close(commitment: Commitment, ending: Ending, *, by: User | None) -> Commitment:
    """End a commitment: done, partly done or dropped.

    :raises WrongStateError: if it is closed already, or its new state is not an end.
    :raises BrokenConstraintError: if it is dropped and nobody says why.
    """
    commitment = locked(commitment)
    if ending.state in OPEN_COMMITMENTS:
        raise WrongStateError(_("Choose how the agreed area ended."))
    if commitment.state not in OPEN_COMMITMENTS:
        raise WrongStateError(_("This agreed area is closed already."))
    commitment.state = ending.state
    commitment.reason = ending.reason.strip()
    commitment.closed_on = ending.on
    commitment.revision += 1
    return save(commitment, by=by)


def _write(commitment: Commitment, terms: CommitmentTerms) -> Commitment:
    terms.write_to(commitment)
    commitment.text = terms.text.strip()
    commitment.unit = terms.unit.strip()
    return commitment
