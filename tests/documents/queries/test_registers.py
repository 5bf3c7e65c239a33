from datetime import UTC, date, datetime

import pytest

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from documents.queries import registers
from partnerships.enums import Answer, CommitmentState
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def test_registers_hold_what_their_reader_may_see_of_the_country():
    cambodia = CountryFactory(cambodia=True)
    side = OrganizationFactory(country=cambodia)
    ours = AgreementFactory(parties=[side, OrganizationFactory()])
    other = AgreementFactory(parties=[OrganizationFactory()])
    staff = {"user": roles.staff(), "today": TODAY}

    assert set(registers.listed_agreements(Scope(**staff))) == {ours, other}
    assert list(rows.signed(Scope(**staff, country=cambodia))) == [ours]
    assert list(rows.signed(Scope(user=roles.official(cambodia), today=TODAY))) == [ours]


def test_an_agreed_area_says_whether_somebody_verified_it_and_dropped_ones_are_there():
    pairing = PairingFactory()
    over = {"pairing": pairing, "closed_on": TODAY}
    done = CommitmentFactory(state=CommitmentState.DONE, **over)
    dropped = CommitmentFactory(state=CommitmentState.DROPPED, reason="No money", **over)
    staff = roles.staff()
    by_another = {"verified_by": staff, "verified_at": datetime(2026, 11, 21, tzinfo=UTC)}
    ProgressUpdateFactory(pairing=pairing, commitment=done, answer=Answer.DONE, **by_another)
    scope = Scope(user=staff, today=TODAY, period=Period.ALL_YEARS)

    found = {each: each.is_verified for each in registers.commitments(scope)}

    assert found == {done: True, dropped: False}
