"""What was signed, and the title that was given."""

from __future__ import annotations

from typing import Any

from network.models import CooperationArea, Organization, Person
from partnerships.models import Agreement, AgreementType, Designation, Pairing
from partnerships.operations import agreements, designations
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms, AgreementWitnessTerms
from partnerships.terms.designations import DesignationTerms
from sample.queries.facts import is_loaded, loaded, stated


def load() -> None:
    """Write down the agreements of Shenyang and the designation."""
    for fact in stated("agreements"):
        if not is_loaded(Agreement, fact["key"]):
            _agreement(fact)
    for fact in stated("designations"):
        if not is_loaded(Designation, fact["key"]):
            designations.confer(
                DesignationTerms(
                    title=fact["title"],
                    conferred_by=loaded(Organization, fact["by"]),
                    conferred_on=loaded(Organization, fact["to"]),
                    given_on=fact["given"],
                    purpose=fact["purpose"],
                    pairing=loaded(Pairing, fact["pairing"]),
                ),
                source_key=fact["key"],
                by=None,
            )


def _agreement(fact: dict[str, Any]) -> None:
    """The document names three parties for both papers: which signed which is not known."""
    agreement = agreements.draft(
        AgreementTerms(
            title=fact["title"],
            type=AgreementType.objects.get(key=fact["type"]),
            pairing=loaded(Pairing, fact["pairing"]),
            place=fact["place"],
            note=fact["note"],
            parties_confirmed=False,
        ),
        parties=[
            AgreementPartyTerms(organization=each)
            for each in [loaded(Organization, key) for key in fact["parties"]]
        ],
        areas=CooperationArea.objects.filter(key__in=fact.get("areas", ())),
        source_key=fact["key"],
        by=None,
    )
    witnesses = [
        AgreementWitnessTerms(person=loaded(Person, seen["person"]), capacity=seen["capacity"])
        for seen in fact["witnesses"]
    ]
    agreements.name_witnesses(agreement, witnesses=witnesses, by=None)
    agreements.sign(agreement, on=fact["signed"], by=None)
