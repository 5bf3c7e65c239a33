"""Commitments: agree on an area, correct it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from core.records import save, save_all
from partnerships.models import Commitment, Pairing
from partnerships.operations.due_items import held
from partnerships.terms.commitments import CommitmentTerms


@transaction.atomic
def agree(pairing: Pairing, terms: CommitmentTerms, *, by: User | None) -> Commitment:
    """Write down what a pairing agreed in one area; it may lie in the past.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    return save(terms.write_to(Commitment(pairing=pairing)), by=by)


def agree_all(
    agreed: Iterable[tuple[Pairing, CommitmentTerms]], *, by: User | None
) -> list[Commitment]:
    """Write down what pairings agreed, in one statement however much it is.

    :raises BrokenConstraintError: if a last day lies before the first.
    """
    return save_all([terms.write_to(Commitment(pairing=each)) for each, terms in agreed], by=by)


@transaction.atomic
def edit(commitment: Commitment, terms: CommitmentTerms, *, by: User | None) -> Commitment:
    """Correct what was written.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    commitment = held(commitment)
    before = commitment.ends_on, commitment.promised_by_id
    terms.write_to(commitment)
    if (commitment.ends_on, commitment.promised_by_id) != before:
        commitment.revision += 1
    return save(commitment, by=by)
