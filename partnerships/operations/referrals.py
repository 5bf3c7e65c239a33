"""Hints who should answer: take one, settle it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.models import Person
from partnerships.models import Action, AnswerReferral, Commitment, Pairing


class AlreadySettledError(DomainError):
    """Somebody has followed the hint."""


@transaction.atomic
def refer(
    pairing: Pairing,
    *,
    person: Person,
    text: str,
    action: Action | None = None,
    commitment: Commitment | None = None,
) -> AnswerReferral:
    """Keep who should be asked instead of ``person``; the same words again count once."""
    pairing = locked(pairing)
    hint = AnswerReferral(
        pairing=pairing, person=person, text=text.strip(), action=action, commitment=commitment
    )
    same = pairing.referrals.open().filter(
        person=person, text=hint.text, action=action, commitment=commitment
    )
    return same.first() or save(hint, by=None)


@transaction.atomic
def settle(referral: AnswerReferral, *, by: User, now: datetime) -> AnswerReferral:
    """Say that the right person is asked now.

    :raises AlreadySettledError: if somebody has said so.
    """
    referral = locked(referral)
    if referral.settled_at is not None:
        raise AlreadySettledError(_("Somebody has done this already."))
    referral.settled_at = now
    referral.settled_by = by
    return save(referral, by=by)
