from datetime import UTC, date, datetime

import pytest

from dashboards.queries import figures
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from documents.queries import briefings
from documents.terms.briefings import Promised
from partnerships.enums import AgreementState, Answer, CommitmentState, Firmness
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cambodia():
    return CountryFactory(cambodia=True)


@pytest.fixture
def pairing(cambodia):
    china = CountryFactory(china=True)
    sides = [
        OrganizationFactory(name="NPIC", country=cambodia),
        OrganizationFactory(name="GZITTC", country=china),
        OrganizationFactory(name="A foundation", country=None),
    ]
    return PairingFactory(parties=sides)


def read_by(user, country, period=Period.ALL_YEARS):
    scope = Scope(user=user, today=TODAY, country=country, period=period)
    return briefings.facts(scope, country)


def test_an_official_reads_of_their_country_what_the_staff_reads(cambodia, pairing):
    CommitmentFactory(pairing=pairing)
    HeadCountFactory(event=EventFactory(pairings=[pairing]), people=17, women=9)
    AgreementFactory(parties=[pairing.parties.first().organization])
    # Of other countries nothing is counted.
    elsewhere = PairingFactory(parties=[OrganizationFactory(), OrganizationFactory()])
    CommitmentFactory(pairing=elsewhere)
    EventFactory(pairings=[elsewhere])
    AgreementFactory(parties=[OrganizationFactory()])

    facts = read_by(roles.staff(), cambodia)

    assert facts == read_by(roles.official(cambodia), cambodia)
    [partnership] = facts.partnerships
    assert partnership.own == ("NPIC",)
    assert partnership.abroad == ("GZITTC (China)", "A foundation")
    assert (facts.counts.open_pairings, facts.counts.workshops, facts.counts.women) == (1, 1, 9)
    assert sum(each.total for each in facts.promised) == 1


def test_promises_stand_by_their_firmness_and_agree_with_the_dashboard(cambodia, pairing):
    late = {"ends_on": date(2026, 1, 1)}
    over = {"closed_on": TODAY, **late}
    area = CommitmentFactory(pairing=pairing, firmness=Firmness.WISHED, ends_on=None).area
    of = {"pairing": pairing, "area": area}
    CommitmentFactory(**of, firmness=Firmness.PROPOSED, **late)
    done = CommitmentFactory(**of, firmness=Firmness.AGREED, state=CommitmentState.DONE, **over)
    CommitmentFactory(**of, firmness=Firmness.PLANNED, state=CommitmentState.PARTLY_DONE, **over)
    CommitmentFactory(**of, state=CommitmentState.DROPPED, reason="No money", **over)
    by = roles.staff()
    by_another = {"verified_by": by, "verified_at": datetime(2026, 11, 21, tzinfo=UTC)}
    ProgressUpdateFactory(pairing=pairing, commitment=done, answer=Answer.DONE, **by_another)
    scope = Scope(user=by, today=TODAY, country=cambodia, period=Period.ALL_YEARS)

    [promised] = briefings.promised(scope)

    assert promised == Promised(area.name, 1, 1, 1, 1, done=2, verified=1, late=1, dropped=1)
    [shown] = figures.areas(scope)
    assert (shown.promised, shown.done, shown.dropped) == (promised.total, 2, 1)


def test_an_agreement_that_ends_within_180_days_is_named_unless_it_was_renewed(cambodia, pairing):
    side = [pairing.parties.first().organization]
    signed = {"state": AgreementState.SIGNED, "signed_on": date(2024, 1, 1), "parties": side}
    AgreementFactory(title="Soon", ends_on=date(2027, 5, 1), **signed)
    AgreementFactory(title="Later", ends_on=date(2027, 9, 1), **signed)
    renewed = AgreementFactory(title="Renewed", ends_on=date(2027, 1, 1), **signed)
    AgreementFactory(title="New", is_open_ended=True, renews=renewed, **signed)
    AgreementFactory(title="Nobody knows", ends_on=None, **signed)

    facts = read_by(roles.staff(), cambodia)

    assert [each.title for each in facts.ending] == ["Soon"]
    assert (facts.ending_total, facts.end_not_known) == (1, 1)
    assert facts.counts.agreements_in_force == 5
