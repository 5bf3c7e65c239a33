"""The rows of registers: each agreement, and each agreed area with what came of it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from partnerships.models import ProgressUpdate
from partnerships.models.agreements import AgreementQuerySet
from partnerships.models.commitments import CommitmentQuerySet
from partnerships.queries import agreements as agreement_queries


def listed_agreements(scope: Scope) -> AgreementQuerySet:
    """Return the agreements with their parties, as the register shows them."""
    listed: AgreementQuerySet = agreement_queries.listed(rows.signed(scope))  # type: ignore[assignment]
    return listed


def commitments(scope: Scope) -> CommitmentQuerySet:
    """Return what was promised in the scope, each with whether somebody verified that it is done.

    What was dropped is among them.
    """
    verified = ProgressUpdate.objects.verified_as_done().filter(commitment=OuterRef("pk"))
    found = rows.commitments(scope).select_related("pairing", "area", "promised_by", "promised_to")
    return found.annotate(is_verified=Exists(verified)).order_by("pairing", "pk")
