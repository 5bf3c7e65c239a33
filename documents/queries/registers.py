"""The rows of registers: each agreement, and each agreed area with what came of it."""

from __future__ import annotations

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from partnerships.models.agreements import AgreementQuerySet
from partnerships.models.commitments import CommitmentQuerySet
from partnerships.queries import agreements as agreement_queries


def listed_agreements(scope: Scope) -> AgreementQuerySet:
    """Return the agreements with their parties, as the register shows them."""
    listed: AgreementQuerySet = agreement_queries.listed(rows.signed(scope))  # type: ignore[assignment]
    return listed


def commitments(scope: Scope) -> CommitmentQuerySet:
    """Return what was promised in the scope; what was dropped is among it."""
    found = rows.commitments(scope).select_related("pairing", "area", "promised_by", "promised_to")
    return found.order_by("pairing", "pk")
