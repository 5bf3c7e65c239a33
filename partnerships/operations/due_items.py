"""What happens to actions and commitments alike: work on them begins, and one day it ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save, save_changes
from partnerships.enums import OPEN_ACTIONS, ActionState, Answer
from partnerships.models import Action, Commitment
from partnerships.operations import pairings
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


class Followed(NamedTuple):
    """An action or an agreed area, what was answered about it, and on which day it was so."""

    item: Action | Commitment
    answer: str
    on: date


def held(item: ItemT) -> ItemT:
    """Return the item as it is now; it is held after its pairing, in the order of all who write.

    The pairing keeps what its status needs of the item: whoever changes the one writes the other.
    """
    pairings.hold([item.pairing_id])
    return locked(item)


@transaction.atomic
def begin(item: ItemT, *, by: User | None) -> ItemT:
    """Say that work has started, or that it goes on after all."""
    item = held(item)
    if item.state == ActionState.IN_PROGRESS:
        return item
    return save(_begun(item), by=by)


@transaction.atomic
def close(item: ItemT, ending: Ending, *, by: User | None) -> ItemT:
    """End it: done, dropped, or partly done if it is a commitment.

    :raises WrongStateError: if it is closed already, or its new state is not an end.
    :raises BrokenConstraintError: if it is dropped and nobody says why.
    """
    item = held(item)
    if ending.state in OPEN_ACTIONS:
        raise WrongStateError(NOT_AN_END[type(item)])
    if not item.is_open:
        raise WrongStateError(CLOSED_ALREADY[type(item)])
    return save(_ended(item, ending), by=by)


@transaction.atomic
def follow_all(answered: Sequence[Followed], *, by: User | None) -> None:
    """Let what was answered about count: what is done ends, on all else work goes on.

    What was dropped stays dropped, what has ended is not ended again. It costs the same
    however much it is.
    """
    pairings.hold(each.item.pairing_id for each in answered)
    for model in (Action, Commitment):
        of_kind = [each for each in answered if isinstance(each.item, model)]
        items = _held(model, of_kind)
        changed = [_following(items[each.item.pk], each) for each in of_kind]
        save_changes(
            [item for item in changed if item],
            fields=["state", "closed_on", "reason", "revision"],
            by=by,
        )


def _held(model: type[Action | Commitment], answered: Iterable[Followed]) -> dict[int, Any]:
    """Return the items as they are now, by their keys; they are held in one order by all."""
    keys = [each.item.pk for each in answered]
    if not keys:
        return {}
    rows: Any = model._default_manager.select_for_update().filter(pk__in=keys)
    return {item.pk: item for item in rows.order_by("pk")}


def _following(item: ItemT, answered: Followed) -> ItemT | None:
    """Return the item as it is after the answer; None if it stays as it was."""
    if answered.answer == Answer.DONE:
        ending = Ending(state=ActionState.DONE, on=answered.on)
        return _ended(item, ending) if item.is_open else None
    stays = (ActionState.IN_PROGRESS, ActionState.DROPPED)
    return None if item.state in stays else _begun(item)


def _begun(item: ItemT) -> ItemT:
    item.state = ActionState.IN_PROGRESS
    item.closed_on = None
    item.reason = ""
    return item


def _ended(item: ItemT, ending: Ending) -> ItemT:
    item.state = ending.state
    item.reason = ending.reason.strip()
    item.closed_on = ending.on
    item.revision += 1
    return item
