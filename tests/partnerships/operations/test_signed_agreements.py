"""Agreements that were signed before anybody wrote them down."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.enums import AgreementState
from partnerships.operations import agreements
from partnerships.operations.agreements import NobodyError, TooFewPartiesError
from partnerships.terms.agreements import (
    AgreementPartyTerms,
    AgreementTerms,
    AgreementWitnessTerms,
    SignedAgreement,
)
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import AgreementTypeFactory

pytestmark = pytest.mark.django_db


def signed(title="MoU", *, parties=2, witnesses=()):
    """Return an agreement with as many parties, as somebody writes it down."""
    return SignedAgreement(
        terms=AgreementTerms(title=title, type=AgreementTypeFactory()),
        parties=[AgreementPartyTerms(organization=OrganizationFactory()) for _ in range(parties)],
        witnesses=witnesses,
        signed_on=date(2022, 5, 12),
    )


def test_each_is_signed_with_its_parties_and_witnesses_in_their_order():
    person = PersonFactory()
    seen = [
        AgreementWitnessTerms(person=person, name="Li Gang", capacity="Vice Mayor"),
        AgreementWitnessTerms(name=" Cao  Lan "),
    ]
    new = [signed("First", witnesses=seen), signed("Second", parties=3)]

    first, second = agreements.write_signed(new, by=None)

    assert (first.title, first.state) == ("First", AgreementState.SIGNED)
    assert (first.signed_on, second.title) == (date(2022, 5, 12), "Second")
    assert [*first.witnesses.order_by("pk").values_list("person", "name", "capacity")] == [
        (person.pk, "", "Vice Mayor"),
        (None, "Cao Lan", ""),
    ]
    for agreement, written in zip((first, second), new, strict=True):
        organizations = [each.organization for each in written.parties]
        assert [party.organization for party in agreement.parties.all()] == organizations


def test_many_cost_as_many_statements_as_one():
    def statements(count):
        new = [signed(witnesses=[AgreementWitnessTerms(name="Li Gang")]) for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            agreements.write_signed(new, by=None)
        return len(asked)

    assert statements(1) == statements(12)


def test_what_binds_nobody_else_and_a_witness_without_a_name_are_refused():
    with pytest.raises(TooFewPartiesError):
        agreements.write_signed([signed(parties=1)], by=None)
    with pytest.raises(NobodyError):
        agreements.write_signed([signed(witnesses=[AgreementWitnessTerms(name=" ")])], by=None)


def test_none_at_all_writes_nothing():
    assert agreements.write_signed([], by=None) == []
