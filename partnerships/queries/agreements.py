"""Questions about agreements: where one stands today, and what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from partnerships.enums import AgreementState, Validity
from partnerships.models import Agreement, AgreementParty, Pairing
from partnerships.models.agreements import SOON


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands on a day: derived, never stored.

    ``validity`` is known of a signed one alone, ``days_left`` of one that ends soon.
    """

    state: AgreementState
    validity: Validity | None = None
    days_left: int | None = None


def standing(agreement: Agreement, *, today: date) -> Standing:
    """Return the state; of a signed agreement also what the calendar makes of it."""
    state = AgreementState(agreement.state)
    if state != AgreementState.SIGNED:
        return Standing(state)
    if agreement.starts_on and agreement.starts_on > today:
        return Standing(state, Validity.NOT_BEGUN)
    if agreement.ends_on is not None:
        return _until(agreement.ends_on, today)
    return Standing(state, Validity.IN_FORCE if agreement.is_open_ended else Validity.END_NOT_KNOWN)


def _until(last: date, today: date) -> Standing:
    if last < today:
        return Standing(AgreementState.SIGNED, Validity.EXPIRED)
    if last > today + SOON:
        return Standing(AgreementState.SIGNED, Validity.IN_FORCE)
    return Standing(AgreementState.SIGNED, Validity.ENDS_SOON, (last - today).days)


def listed(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Fetch what a row of the register shows."""
    return agreements.select_related("type").prefetch_related(_with_parties())


def on_page(agreement: Agreement) -> Agreement:
    """Return the agreement with everything that its page shows."""
    found = type(agreement).objects.select_related("type", "pairing", "renews", "renewed_by")
    return found.prefetch_related(_with_parties(), "areas__area", "files", "witnesses__person").get(
        pk=agreement.pk
    )


def _with_parties() -> Prefetch[str]:
    rows = AgreementParty.objects.select_related(
        "organization__country", "organization__parent", "signatory__honorific"
    )
    return Prefetch("parties", rows)


def neighbours(agreement: Agreement, *, user: User) -> dict[str, object]:
    """Return the pairing, the agreement before and the one after, where the user may see them."""
    agreements = Agreement.objects.visible_to(user)
    pairings = Pairing.objects.visible_to(user)
    return {
        "pairing": pairings.filter(agreements=agreement).first(),
        "renewed": agreements.filter(renewed_by=agreement).first(),
        "renewal": agreements.filter(renews=agreement).first(),
    }
