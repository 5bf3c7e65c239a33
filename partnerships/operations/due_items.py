"""What happens to actions and commitments alike: work on them begins, and one day it ends."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from partnerships.enums import OPEN_ACTIONS, ActionState
from partnerships.models import Action, Commitment
from partnerships.terms.endings import Ending

ItemT = TypeVar("ItemT", bound=Action | Commitment)

NOT_AN_END = {
    Action: _("Choose how the action ended."),
    Commitment: _("Choose how the agreed area ended."),
}
CLOSED_ALREADY = {
    Action: _("This action is closed already."),
    Commitment: _("This agreed area is closed already."),
}


class WrongStateError(DomainError):
    """The action or commitment cannot go from where it stands to there."""


@transaction.atomic
def begin(item: ItemT, *, by: User | None) -> ItemT:
    """Say that work has started, or that it goes on after all."""
    item = locked(item)
    if item.state == ActionState.IN_PROGRESS:
        return item
    item.state = ActionState.IN_PROGRESS
    item.closed_on = None
    item.reason = ""
    return save(item, by=by)


@transaction.atomic
def close(item: ItemT, ending: Ending, *, by: User | None) -> ItemT:
    """End it: done, dropped, or partly done if it is a commitment.

    :raises WrongStateError: if it is closed already, or its new state is not an end.
    :raises BrokenConstraintError: if it is dropped and nobody says why.
    """
    item = locked(item)
    if ending.state in OPEN_ACTIONS:
        raise WrongStateError(NOT_AN_END[type(item)])
    if not item.is_open:
        raise WrongStateError(CLOSED_ALREADY[type(item)])
    item.state = ending.state
    item.reason = ending.reason.strip()
    item.closed_on = ending.on
    item.revision += 1
    return save(item, by=by)
