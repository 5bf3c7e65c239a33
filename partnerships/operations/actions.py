"""Actions: plan a next step, correct it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save, save_all
from partnerships.models import Action, Pairing
from partnerships.operations import pairings
from partnerships.operations.due_items import held
from partnerships.terms.actions import ActionTerms


class EmptyActionError(DomainError):
    """Nothing was said to be done."""


class OtherPairingError(DomainError):
    """The commitment belongs to another pairing."""


@transaction.atomic
def plan(pairing: Pairing, terms: ActionTerms, *, by: User | None) -> Action:
    """Write down a next step; without a side and a person both sides act.

    :raises EmptyActionError: if nothing is said to be done.
    :raises OtherPairingError: if the agreed area is not of this pairing.
    """
    pairings.hold([pairing.pk])
    return save(_write(Action(pairing=pairing), terms), by=by)


@transaction.atomic
def plan_all(planned: Iterable[tuple[Pairing, ActionTerms]], *, by: User | None) -> list[Action]:
    """Write down next steps of pairings, in one statement however many they are.

    :raises EmptyActionError: if one of them says nothing.
    :raises OtherPairingError: if the agreed area of one is not of its pairing.
    """
    actions = [_write(Action(pairing=each), terms) for each, terms in planned]
    pairings.hold(action.pairing_id for action in actions)
    return save_all(actions, by=by)


@transaction.atomic
def edit(action: Action, terms: ActionTerms, *, by: User | None) -> Action:
    """Correct what was written, or give the step to somebody else.

    :raises EmptyActionError: if nothing is said to be done.
    :raises OtherPairingError: if the agreed area is not of this pairing.
    """
    action = held(action)
    before = _asked(action)
    _write(action, terms)
    if _asked(action) != before:
        action.revision += 1
    return save(action, by=by)


def _asked(action: Action) -> list[object]:
    """Return what decides when somebody is asked about an action, and who."""
    return [action.due_on, action.person_id, action.organization_id]


def _write(action: Action, terms: ActionTerms) -> Action:
    terms.write_to(action)
    if not clean_name(action.text):
        raise EmptyActionError(_("Write what will be done."))
    if action.commitment and action.commitment.pairing_id != action.pairing_id:
        raise OtherPairingError(_("Choose an agreed area of this pairing."))
    return action
