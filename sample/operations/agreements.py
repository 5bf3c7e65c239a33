"""What was signed, and the title that was given."""

from __future__ import annotations

from typing import Any

from network.models import CooperationArea, Organization
from partnerships.models import Agreement, Designation
from partnerships.operations import agreements, designations
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms, AgreementWitnessTerms
from partnerships.terms.designations import DesignationTerms
from sample.queries.facts import loaded, missing, terms_of


def load() -> None:
    """Write down the agreements of Shenyang and the designation."""
    for fact in missing(Agreement, "agreements"):
        _agreement(fact)
    for fact in missing(Designation, "designations"):
        terms = terms_of(DesignationTerms, fact)
        designations.confer(terms, source_key=fact["key"], by=None)


def _agreement(fact: dict[str, Any]) -> None:
    """The document names three parties for both papers: which signed which is not known."""
    parties = [loaded(Organization, key) for key in fact["parties"]]
    agreement = agreements.draft(
        terms_of(AgreementTerms, fact, parties_confirmed=False),
        parties=[AgreementPartyTerms(organization=each) for each in parties],
        areas=CooperationArea.objects.filter(key__in=fact.get("areas", ())),
        source_key=fact["key"],
        by=None,
    )
    witnesses = [terms_of(AgreementWitnessTerms, seen) for seen in fact["witnesses"]]
    agreements.name_witnesses(agreement, witnesses=witnesses, by=None)
    agreements.sign(agreement, on=fact["signed"], by=None)
