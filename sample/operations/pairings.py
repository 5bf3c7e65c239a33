"""Pairings, and the work plan of the whole network."""

from __future__ import annotations

from network.models import Organization
from partnerships.models import Pairing, WorkPlan
from partnerships.operations import pairings, work_plans
from partnerships.terms.pairings import PairingPartyTerms, PairingTerms
from partnerships.terms.work_plans import WorkPlanTerms
from sample.queries.facts import loaded, missing, terms_of


def load() -> None:
    """Start the pairings; since when they are paired is not known."""
    for fact in missing(Pairing, "pairings"):
        members = [loaded(Organization, key) for key in fact["members"]]
        pairings.start(
            terms_of(PairingTerms, fact),
            parties=[PairingPartyTerms(organization=each) for each in members],
            phase=fact["phase"],
            source_key=fact["key"],
            by=None,
        )
    for fact in missing(WorkPlan, "work_plans"):
        work_plans.propose(terms_of(WorkPlanTerms, fact), source_key=fact["key"], by=None)
