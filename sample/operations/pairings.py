"""Pairings, and the work plan of the whole network."""

from __future__ import annotations

from network.models import Organization, Programme
from partnerships.models import Pairing, WorkPlan
from partnerships.operations import pairings, work_plans
from partnerships.terms.pairings import PairingPartyTerms, PairingTerms
from partnerships.terms.work_plans import WorkPlanTerms
from sample.queries.facts import is_loaded, loaded, stated


def load() -> None:
    """Start the pairings; since when they are paired is not known."""
    for fact in stated("pairings"):
        if not is_loaded(Pairing, fact["key"]):
            pairings.start(
                PairingTerms(programme=Programme.objects.get(key=fact["programme"])),
                parties=[
                    PairingPartyTerms(organization=each)
                    for each in [loaded(Organization, key) for key in fact["members"]]
                ],
                phase=fact["phase"],
                source_key=fact["key"],
                by=None,
            )
    for fact in stated("work_plans"):
        if not is_loaded(WorkPlan, fact["key"]):
            work_plans.propose(
                WorkPlanTerms(
                    name=fact["name"],
                    programme=Programme.objects.get(key=fact["programme"]),
                    starts_on=fact["from"],
                    ends_on=fact["to"],
                    note=fact["note"],
                ),
                source_key=fact["key"],
                by=None,
            )
