"""Pairings: begin one, correct it, move it on, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save, save_changes
from notifications.operations import messages
from partnerships.enums import CLOSED_PHASES, REASONED_PHASES, RESTING_PHASES, PairingPhase
from partnerships.models import Pairing, PairingParty
from partnerships.operations.actions import ask_anew

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.utils.functional import _StrPromise

    from accounts.models import User
    from network.models import Organization, Programme


class PairingChanges(TypedDict, total=False):
    """What may be corrected in a pairing; its phase is moved, never edited."""

    title: str
    programme: Programme | None
    started_on: date | None
    note: str
    rhythm_days: int


class TooFewPartiesError(DomainError):
    """Fewer than two organizations were named."""


class WrongPhaseError(DomainError):
    """The pairing cannot go from where it stands to there."""


@transaction.atomic
def start(  # noqa: PLR0913 — a pairing is made of these
    *,
    organizations: Iterable[Organization],
    title: str = "",
    programme: Programme | None = None,
    phase: str = PairingPhase.IDENTIFIED,
    started_on: date | None = None,
    note: str = "",
    rhythm_days: int = 90,
    roles: Mapping[Organization, str] | None = None,
    source_key: str | None = None,
    by: User | None,
) -> Pairing:
    """Pair two or more organizations; without a title it is named after them.

    :raises TooFewPartiesError: if fewer than two different organizations are named.
    :raises WrongPhaseError: if the pairing would begin paused or closed.
    """
    parties = list(dict.fromkeys(organizations))
    if len(parties) < 2:  # noqa: PLR2004 — a pair
        raise TooFewPartiesError(_("Choose at least two institutions."))
    if phase in CLOSED_PHASES or phase in REASONED_PHASES:
        raise WrongPhaseError(_("Start the pairing first. Pause or close it afterwards."))
    pairing = Pairing(
        title=clean_name(title) or _named_after(parties),
        programme=programme,
        phase=phase,
        started_on=started_on,
        note=note.strip(),
        rhythm_days=rhythm_days,
        source_key=source_key,
    )
    save(pairing, by=by)
    for order, organization in enumerate(parties):
        join(
            pairing,
            organization=organization,
            role=(roles or {}).get(organization, ""),
            order=order,
            by=by,
        )
    return pairing


@transaction.atomic
def join(
    pairing: Pairing,
    *,
    organization: Organization,
    role: str = "",
    order: int | None = None,
    by: User | None,
) -> PairingParty:
    """Add a party; one that is there already keeps its place and takes the role."""
    pairing = locked(pairing)
    last = pairing.parties.count() if order is None else order
    party = pairing.parties.filter(organization=organization).first()
    if party is None:
        party = PairingParty(pairing=pairing, organization=organization, order=last)
    party.role = role
    return save(party, by=by)


@transaction.atomic
def edit(pairing: Pairing, *, by: User | None, **changes: Unpack[PairingChanges]) -> Pairing:
    """Correct what is written of a pairing; an empty title names it after its parties again."""
    pairing = locked(pairing)
    for field, value in changes.items():
        setattr(pairing, field, value)
    parties = pairing.parties.select_related("organization")
    pairing.title = clean_name(pairing.title) or _named_after(
        [party.organization for party in parties]
    )
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
        _hush(pairing, by=by)
    return save(pairing, by=by)


def close(
    pairing: Pairing,
    *,
    phase: str,
    reason: str = "",
    on: date,
    by: User | None,
) -> Pairing:
    """End a pairing, as planned or early.

    :raises WrongPhaseError: if ``phase`` is not an end, or the pairing has ended already.
    """
    if phase not in CLOSED_PHASES:
        raise WrongPhaseError(_("Choose whether the pairing was concluded or ended early."))
    return move(pairing, phase=phase, reason=reason, on=on, by=by)


@transaction.atomic
def record_contacts(days: Mapping[int, date | None]) -> None:
    """Keep the day of the last meeting of each pairing, as the events tell it."""
    changed = []
    for pairing in Pairing.objects.select_for_update().filter(pk__in=days).order_by("pk"):
        if pairing.last_met_on != days[pairing.pk]:
            pairing.last_met_on = days[pairing.pk]
            changed.append(pairing)
    save_changes(changed, fields=["last_met_on"], by=None)


def _hush(pairing: Pairing, *, by: User | None) -> None:
    """Call back every question that waits; if work goes on one day, they are asked anew."""
    messages.cancel_pending(pairing, kinds=["partnerships.silent_pairing"])
    for promise in (*pairing.actions.open(), *pairing.commitments.open()):
        held = locked(promise)
        ask_anew(held)
        save(held, by=by)


def _named_after(organizations: list[Organization]) -> str:
    return " \N{EN DASH} ".join(each.short_name for each in organizations)[:300]


def _refusal(pairing: Pairing) -> _StrPromise:
    if pairing.phase in CLOSED_PHASES:
        return _("This pairing is closed. Start a new one to work together again.")
    return _("The pairing is already in this phase. Choose another one.")
