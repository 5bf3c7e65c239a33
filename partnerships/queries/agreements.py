"""Questions about agreements: where one stands today, and what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.queries.languages import language_name
from partnerships.enums import AgreementState
from partnerships.models import Agreement, AgreementParty, Pairing
from partnerships.models.agreements import SOON

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from accounts.models import User
    from partnerships.models import AgreementFile


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands on a day: derived, never stored."""

    label: str
    tone: str
    icon: str


def standing(agreement: Agreement, *, today: date) -> Standing:
    """Return the state in words; of a signed agreement what the calendar makes of it."""
    state = AgreementState(agreement.state)
    if state != AgreementState.SIGNED:
        return Standing(str(state.label), state.tone, state.icon)
    if agreement.starts_on and agreement.starts_on > today:
        return Standing(_("Signed, not begun"), "new", "clock")
    if agreement.ends_on is not None:
        return _until(agreement.ends_on, today)
    if agreement.is_open_ended:
        return Standing(_("In force"), "good", "check")
    return Standing(_("Signed, end not known"), "good", "check")


def _until(last: date, today: date) -> Standing:
    if last < today:
        return Standing(_("Expired"), "warn", "minus")
    if last == today:
        return Standing(_("Ends today"), "warn", "clock")
    if last > today + SOON:
        return Standing(_("In force"), "good", "check")
    days = (last - today).days
    label = ngettext("Ends in %(days)d day", "Ends in %(days)d days", days) % {"days": days}
    return Standing(label, "warn", "clock")


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


def files(agreement: Agreement) -> list[tuple[AgreementFile, str]]:
    """Return the texts of an agreement, each with the name of its language."""
    return [
        (each, language_name(each.language) if each.language else "")
        for each in agreement.files.all()
    ]


def neighbours(agreement: Agreement, *, user: User) -> dict[str, object]:
    """Return the pairing, the agreement before and the one after, where the user may see them."""
    agreements = Agreement.objects.visible_to(user)
    pairings = Pairing.objects.visible_to(user)
    return {
        "pairing": pairings.filter(agreements=agreement).first(),
        "renewed": agreements.filter(renewed_by=agreement).first(),
        "renewal": agreements.filter(renews=agreement).first(),
    }
