"""Who writes many rows pays for one: the statements of an operation do not grow with its rows."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.uploads import Checked
from partnerships.operations import actions, agreements, commitments, pairings, updates
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import (
    AgreementPartyTerms,
    AgreementTerms,
    AgreementWitnessTerms,
)
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.pairings import PairingPartyTerms, PairingTerms
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import AgreementFactory, AgreementTypeFactory, PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 50
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def start_pairing(count, user):
    sides = [PairingPartyTerms(organization=each) for each in organizations(count)]
    return lambda: pairings.start(PairingTerms(), parties=sides, by=user)


def change_roles(count, user):
    sides = organizations(count)
    pairing, terms = PairingFactory(parties=sides), PairingTerms(title="One")
    roles = [PairingPartyTerms(organization=each, role="pivotal") for each in sides]
    return lambda: pairings.edit(pairing, terms, parties=roles, by=user)


def draft_agreement(count, user):
    terms = AgreementTerms(title="Memorandum", type=AgreementTypeFactory())
    sides = [AgreementPartyTerms(organization=each) for each in organizations(count)]
    areas = CooperationAreaFactory.create_batch(count)
    return lambda: agreements.draft(terms, parties=sides, areas=areas, by=user)


def change_parties(count, user):
    """Some go, some stay with another signatory, some are new."""
    agreement = AgreementFactory(parties=organizations(2 * count))
    stay = [party.organization for party in agreement.parties.all()[:count]]
    named = [
        AgreementPartyTerms(organization=each, signatory_name="Somebody")
        for each in [*stay, *organizations(count)]
    ]
    return lambda: agreements.bind(agreement, parties=named, by=user)


def change_witnesses(count, user):
    agreement = AgreementFactory()
    names = [f"Witness {number}" for number in range(2 * count)]
    agreements.name_witnesses(
        agreement, witnesses=[AgreementWitnessTerms(name=each) for each in names], by=None
    )
    later = [AgreementWitnessTerms(name=each, capacity="Dean") for each in names[:count]]
    later += [AgreementWitnessTerms(name=f"New {each}") for each in names[:count]]
    return lambda: agreements.name_witnesses(agreement, witnesses=later, by=user)


def submit_update(count, user):
    file = Checked(ContentFile(b"%PDF-", "plan.pdf"), "plan.pdf", "application/pdf", 5)
    kinds = ["teachers", "students"] if count > 1 else ["teachers"]
    new = NewUpdate(
        terms=ProgressUpdateTerms(answer="going_well"),
        reached=[PeopleReachedTerms(kind=kind, total=12) for kind in kinds],
        files=[file] * count,
    )
    pairing = PairingFactory()
    return lambda: updates.submit(pairing, new, now=NOW, by=user)


def agree_areas(count, user):
    pairing, area = PairingFactory(), CooperationAreaFactory()
    agreed = [(pairing, CommitmentTerms(area=area)) for _ in range(count)]
    return lambda: commitments.agree_all(agreed, by=user)


def plan_actions(count, user):
    pairing = PairingFactory()
    planned = [(pairing, ActionTerms(text=f"Step {number}")) for number in range(count)]
    return lambda: actions.plan_all(planned, by=user)


def organizations(count):
    return OrganizationFactory.create_batch(count)


def statements_of(prepare, count):
    act = prepare(count, staff())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


@pytest.mark.parametrize(
    "prepare",
    [
        start_pairing,
        change_roles,
        draft_agreement,
        change_parties,
        change_witnesses,
        submit_update,
        agree_areas,
        plan_actions,
    ],
)
def test_fifty_rows_cost_as_many_statements_as_a_few(prepare):
    statements_of(prepare, FEW)  # what Django asks once and remembers
    few = statements_of(prepare, FEW)

    assert statements_of(prepare, MANY) == few
    assert few <= 20
