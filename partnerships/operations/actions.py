"""Actions: plan a next step, correct it, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save, save_all
from partnerships.enums import OPEN_ACTIONS, ActionState
from partnerships.models import Action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from partnerships.models import Pairing
    from partnerships.terms.actions import ActionTerms
    from partnerships.terms.endings import Ending


class EmptyActionError(DomainError):
    """Nothing was said to be done."""


class OtherPairingError(DomainError):
    """The commitment belongs to another pairing."""


class WrongStateError(DomainError):
    """The action cannot go from where it stands to there."""


@transaction.atomic
def plan(pairing: Pairing, terms: ActionTerms, *, by: User | None) -> Action:
    """Write down a next step; without a side and a person both sides act.

    :raises EmptyActionError: if nothing is said to be done.
    :raises OtherPairingError: if the agreed area is not of this pairing.
    """
    return save(_write(Action(pairing=pairing), terms), by=by)


def plan_all(planned: Iterable[tuple[Pairing, ActionTerms]], *, by: User | None) -> list[Action]:
    """Write down next steps of pairings, in one statement however many they are.

    :raises EmptyActionError: if one of them says nothing.
    :raises OtherPairingError: if the agreed area of one is not of its pairing.
    """
    return save_all([_write(Action(pairing=each), terms) for each, terms in planned], by=by)


@transaction.atomic
def edit(action: Action, terms: ActionTerms, *, by: User | None) -> Action:
    """Correct what was written, or give the step to somebody else.

    :raises EmptyActionError: if nothing is said to be done.
    :raises OtherPairingError: if the agreed area is not of this pairing.
    """
    action = locked(action)
    before = _asked(action)
    _write(action, terms)
    if _asked(action) != before:
        action.revision += 1
    return save(action, by=by)


@transaction.atomic
def begin(action: Action, *, by: User | None) -> Action:
    """Say that work has started, or that it goes on after all."""
    action = locked(action)
    if action.state == ActionState.IN_PROGRESS:
        return action
    action.state = ActionState.IN_PROGRESS
    action.closed_on = None
    action.reason = ""
    return save(action, by=by)


@transaction.atomic
def close(action: Action, ending: Ending, *, by: User | None) -> Action:
    """End an action: done or dropped.

    :raises WrongStateError: if it is closed already, or its new state is not an end.
    :raises BrokenConstraintError: if it is dropped and nobody says why.
    """
    action = locked(action)
    if ending.state in OPEN_ACTIONS:
        raise WrongStateError(_("Choose how the action ended."))
    if action.state not in OPEN_ACTIONS:
        raise WrongStateError(_("This action is closed already."))
    action.state = ending.state
    action.reason = ending.reason.strip()
    action.closed_on = ending.on
    action.revision += 1
    return save(action, by=by)


def _asked(action: Action) -> list[object]:
    """Return what decides when somebody is asked about an action, and who."""
    return [action.due_on, action.person_id, action.organization_id]


def _write(action: Action, terms: ActionTerms) -> Action:
    terms.write_to(action)
    action.text = terms.text.strip()
    if not clean_name(action.text):
        raise EmptyActionError(_("Say what will be done."))
    if action.commitment and action.commitment.pairing_id != action.pairing_id:
        raise OtherPairingError(_("Choose an agreed area of this pairing."))
    return action
