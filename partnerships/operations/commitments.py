"""Commitments: agree on an area, correct it, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.records import save, save_all
from partnerships.enums import OPEN_COMMITMENTS, CommitmentState, Firmness
from partnerships.models import Commitment
from partnerships.operations.actions import ask_anew

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounts.models import User
    from network.models import CooperationArea, Organization
    from partnerships.models import Pairing
    from partnerships.terms.commitments import CommitmentTerms


class CommitmentChanges(TypedDict, total=False):
    """What may be corrected in a commitment; its state follows from updates and closing."""

    area: CooperationArea
    text: str
    firmness: str
    starts_on: date | None
    ends_on: date | None
    promised_by: Organization | None
    promised_to: Organization | None
    quantity: int | None
    unit: str
    agreed_on: date | None


class WrongStateError(DomainError):
    """The commitment cannot go from where it stands to there."""


@transaction.atomic
def agree(  # noqa: PLR0913 — a commitment is made of these
    pairing: Pairing,
    *,
    area: CooperationArea,
    text: str = "",
    firmness: str = Firmness.AGREED,
    starts_on: date | None = None,
    ends_on: date | None = None,
    promised_by: Organization | None = None,
    promised_to: Organization | None = None,
    quantity: int | None = None,
    unit: str = "",
    agreed_on: date | None = None,
    by: User | None,
) -> Commitment:
    """Write down what a pairing agreed in one area; it may lie in the past.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    commitment = Commitment(
        pairing=pairing,
        area=area,
        text=text.strip(),
        firmness=firmness,
        starts_on=starts_on,
        ends_on=ends_on,
        promised_by=promised_by,
        promised_to=promised_to,
        quantity=quantity,
        unit=unit.strip(),
        agreed_on=agreed_on,
    )
    return save(commitment, by=by)


def agree_all(
    agreed: Iterable[tuple[Pairing, CommitmentTerms]], *, by: User | None
) -> list[Commitment]:
    """Write down what pairings agreed, in one statement however much it is.

    :raises BrokenConstraintError: if a last day lies before the first.
    """
    return save_all([_commitment(pairing, terms) for pairing, terms in agreed], by=by)


@transaction.atomic
def edit(
    commitment: Commitment, *, by: User | None, **changes: Unpack[CommitmentChanges]
) -> Commitment:
    """Correct what was written.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    commitment = locked(commitment)
    before = commitment.ends_on, commitment.promised_by_id
    for field, value in changes.items():
        setattr(commitment, field, value)
    if (commitment.ends_on, commitment.promised_by_id) != before:
        ask_anew(commitment)
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
def close(
    commitment: Commitment,
    *,
    state: str,
    reason: str = "",
    on: date,
    by: User | None,
) -> Commitment:
    """End a commitment: done, partly done or dropped.

    :raises WrongStateError: if it is closed already, or ``state`` is not an end.
    :raises BrokenConstraintError: if it is dropped and nobody says why.
    """
    commitment = locked(commitment)
    if state in OPEN_COMMITMENTS:
        raise WrongStateError(_("Choose how the agreed area ended."))
    if commitment.state not in OPEN_COMMITMENTS:
        raise WrongStateError(_("This agreed area is closed already."))
    commitment.state = state
    commitment.reason = reason.strip()
    commitment.closed_on = on
    ask_anew(commitment)
    return save(commitment, by=by)


def _commitment(pairing: Pairing, terms: CommitmentTerms) -> Commitment:
    commitment = terms.write_to(Commitment(pairing=pairing))
    commitment.text = terms.text.strip()
    commitment.unit = terms.unit.strip()
    return commitment
