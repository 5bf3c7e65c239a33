"""Pairings: begin one, correct it, move it on, end it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save, save_all, save_changes
from network.models import Organization
from partnerships.enums import CLOSED_PHASES, REASONED_PHASES, RESTING_PHASES, PairingPhase
from partnerships.models import Pairing, PairingParty
from partnerships.terms.endings import Ending
from partnerships.terms.pairings import LastMeeting, PairingPartyTerms, PairingTerms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class TooFewPartiesError(DomainError):
    """Fewer than two organizations were named."""


class WrongPhaseError(DomainError):
    """The pairing cannot go from where it stands to there."""


@transaction.atomic
def start(
    terms: PairingTerms,
    *,
    parties: Iterable[PairingPartyTerms],
    phase: str = PairingPhase.IDENTIFIED,
    source_key: str | None = None,
    by: User | None,
) -> Pairing:
    """Pair two or more organizations; without a title it is named after them.

    :raises TooFewPartiesError: if fewer than two different organizations are named.
    :raises WrongPhaseError: if the pairing would begin paused or closed.
    """
    sides = list({each.organization: each for each in parties}.values())
    if len(sides) < 2:  # noqa: PLR2004 — a pair
        raise TooFewPartiesError(_("Choose at least two institutions."))
    if phase in CLOSED_PHASES or phase in REASONED_PHASES:
        raise WrongPhaseError(_("Start the pairing first. You can pause or close it later."))
    pairing = terms.write_to(Pairing(phase=phase, source_key=source_key))
    pairing.title = pairing.title or _named_after([side.organization for side in sides])
    save(pairing, by=by)
    save_all(
        [
            side.write_to(PairingParty(pairing=pairing, order=order))
            for order, side in enumerate(sides)
        ],
        by=by,
    )
    return pairing


@transaction.atomic
def edit(
    pairing: Pairing,
    terms: PairingTerms,
    *,
    parties: Iterable[PairingPartyTerms] = (),
    by: User | None,
) -> Pairing:
    """Correct what is written of a pairing, and the roles of ``parties`` that it has.

    An empty title names it after its parties again.
    """
    pairing = terms.write_to(locked(pairing))
    known = {each.organization: each for each in pairing.parties.select_related("organization")}
    pairing.title = pairing.title or _named_after(list(known))
    changed = [
        each.write_to(known[each.organization]) for each in parties if each.organization in known
    ]
    save_changes(changed, fields=["role"], by=by)
    return save(pairing, by=by)


@transaction.atomic
def move(
    pairing: Pairing,
    *,
    phase: str,
    reason: str = "",
    on: date,
    by: User | None,
) -> Pairing:
    """Bring a pairing into another phase; the reason of an earlier pause is forgotten.

    :raises WrongPhaseError: if the pairing is closed or in that phase already.
    :raises BrokenConstraintError: if it is paused or ended early and nobody says why.
    """
    pairing = locked(pairing)
    if not PairingPhase(pairing.phase).can_become(PairingPhase(phase)):
        raise WrongPhaseError(_refusal(pairing))
    pairing.phase = phase
    pairing.reason = reason.strip()
    pairing.closed_on = on if phase in CLOSED_PHASES else None
    if phase in RESTING_PHASES:
        _count_revisions(pairing)
    return save(pairing, by=by)


def close(pairing: Pairing, ending: Ending, *, by: User | None) -> Pairing:
    """End a pairing, as planned or early.

    :raises WrongPhaseError: if its new phase is not an end, or the pairing has ended already.
    """
    if ending.state not in CLOSED_PHASES:
        raise WrongPhaseError(_("Choose how the pairing ended."))
    return move(pairing, phase=ending.state, reason=ending.reason, on=ending.on, by=by)


def hold(keys: Iterable[int]) -> None:
    """Hold pairings before what is theirs, their meetings and people: all who write do so.

    Whoever changes a pairing writes on those whom it concerns, so it comes first.
    """
    held = Pairing.objects.select_for_update(no_key=True).filter(pk__in=set(keys)).order_by("pk")
    list(held.values_list("pk"))


@transaction.atomic
def record_contacts(meetings: Mapping[int, LastMeeting | None]) -> None:
    """Keep when each pairing met last, as the events tell it."""
    changed = []
    for pairing in Pairing.objects.select_for_update().filter(pk__in=meetings).order_by("pk"):
        last = meetings[pairing.pk]
        told = (last.on, last.since) if last else (None, None)
        if told != (pairing.last_met_on, pairing.last_met_since):
            pairing.last_met_on, pairing.last_met_since = told
            changed.append(pairing)
    save_changes(changed, fields=["last_met_on", "last_met_since"], by=None)


def _count_revisions(pairing: Pairing) -> None:
    """Let what is open in a pairing that rests be asked about anew, if work goes on one day."""
    for found in (pairing.actions.open(), pairing.commitments.open()):
        found.update(revision=F("revision") + 1)


def _named_after(organizations: list[Organization]) -> str:
    return " \N{EN DASH} ".join(each.short_name for each in organizations)[:300]


def _refusal(pairing: Pairing) -> _StrPromise:
    if pairing.phase in CLOSED_PHASES:
        return _("This pairing is closed. Start a new one to work together again.")
    return _("The pairing is already in this phase. Choose another one.")
