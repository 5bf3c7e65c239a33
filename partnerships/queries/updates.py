"""Questions about progress updates."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from accounts.models import User
from network.models import FocalPoint, Person
from partnerships.enums import ActionState, CommitmentState
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate

Target = Pairing | Commitment | Action


# What a line about an update shows of other records.
DETAILS = ("author", "submitted_by", "action", "commitment__area", "verified_by", "returned_by")


def is_own(update: ProgressUpdate, user: User) -> bool:
    """Say whether ``user`` wrote the update, signed in or through a link in a mail."""
    if update.submitted_by_id == user.pk:
        return True
    return update.author is not None and update.author.user_id == user.pk


def pairing_of(target: Target) -> Pairing:
    """Return the pairing that ``target`` is or belongs to."""
    return target if isinstance(target, Pairing) else target.pairing


class Subject(TypedDict):
    """What an update is written on, by the names of its fields."""

    pairing: Pairing
    commitment: Commitment | None
    action: Action | None


def subject(target: Target) -> Subject:
    """Return what an update about ``target`` is written on, by the names of its fields."""
    return {
        "pairing": pairing_of(target),
        "commitment": target if isinstance(target, Commitment) else None,
        "action": target if isinstance(target, Action) else None,
    }


def dropped_on(target: Target) -> date | None:
    """Return the day on which ``target`` was dropped: nobody needs an answer about it any more."""
    if isinstance(target, Pairing):
        return None
    dropped = ActionState.DROPPED if isinstance(target, Action) else CommitmentState.DROPPED
    return target.closed_on if target.state == dropped else None


def newest_of(person: Person, target: Target) -> ProgressUpdate | None:
    """Return the newest answer of ``person`` about ``target`` that no correction replaced."""
    current = ProgressUpdate.objects.current().filter(author=person, **subject(target))
    return current.order_by("-submitted_at", "-pk").first()


def may_still_answer(person: Person, target: Target, *, on: date) -> bool:
    """Say whether ``person`` is named in ``target`` or answers for a side of it on that day.

    A link outlives its mail: who has handed over meanwhile does not answer any more.
    """
    if isinstance(target, Action) and target.person_id == person.pk:
        return not Action.objects.filter(pk=target.pk).passed_on(on).exists()
    pairing = pairing_of(target)
    general = FocalPoint.objects.on(on).filter(person=person, organization__in=_houses_of(pairing))
    return pairing.focal_points.on(on).filter(person=person).exists() or general.exists()


def has_handed_over(person: Person, target: Target, *, on: date) -> bool:
    """Say whether ``person`` answered for a side of ``target`` until a day that has come."""
    pairing, ended = pairing_of(target), {"person": person, "ends_on__lte": on}
    general = FocalPoint.objects.filter(**ended, organization__in=_houses_of(pairing))
    was_asked = pairing.focal_points.filter(**ended).exists() or general.exists()
    return was_asked and not may_still_answer(person, target, on=on)


def _houses_of(pairing: Pairing) -> set[int]:
    """Return the keys of the sides of a pairing and of the houses that they are part of."""
    sides = pairing.parties.values_list("organization", "organization__parent")
    return {house for side in sides for house in side if house}
