"""What comes next in a part of the network."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards.queries import ahead
from dashboards.queries.scope import Scope
from dashboards.wording import ahead as ahead_wording
from events.enums import EventState
from partnerships.enums import CommitmentState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CooperationAreaFactory, CountryFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing():
    country = CountryFactory(cambodia=True)
    pairing = PairingFactory(parties=[OrganizationFactory(country=country)])
    planned = {"state": EventState.PLANNED, "pairings": [pairing]}
    EventFactory(title="Some day", day=None, **planned)
    EventFactory(title="Forum", day=date(2027, 1, 5), last_day=date(2027, 1, 6), **planned)
    EventFactory(title="Elsewhere", day=date(2027, 1, 7), state=EventState.PLANNED)
    ActionFactory(pairing=pairing, text="Send the plan", due_on=date(2026, 12, 1))
    ActionFactory(pairing=pairing, text="In a year", due_on=date(2027, 11, 1))
    ActionFactory(pairing=pairing, text="Long ago", due_on=date(2025, 11, 1))
    ends = {"pairing": pairing, "ends_on": date(2026, 12, 31)}
    CommitmentFactory(text="Train teachers", **ends)
    CommitmentFactory(text="Trained", state=CommitmentState.DONE, closed_on=TODAY, **ends)
    return pairing


@pytest.fixture
def scope(pairing):
    country = pairing.parties.get().organization.country
    return Scope(user=roles.staff(), today=TODAY, country=country)


def test_it_stands_by_its_day_and_what_has_none_comes_last(scope):
    found = ahead.ahead(replace(scope, area=CooperationAreaFactory(), modality="online"))

    names = [str(each.record) for each in found.first]
    assert names == ["Send the plan", "Train teachers", "Forum", "Some day"]
    assert (found.first[2].first, found.first[2].last) == (date(2027, 1, 5), date(2027, 1, 6))
    assert (found.meetings, found.actions, found.commitments, found.total) == (2, 1, 1, 4)
    assert [str(each.record) for each in ahead.ahead(scope, shown=1).first] == ["Send the plan"]


def test_every_number_is_the_length_of_its_list(signed_in, scope, pairing):
    client = signed_in(scope.user)
    organization = pairing.parties.get().organization
    whole = replace(scope, country=None)
    scopes = {
        scope: [2, 1, 1],
        whole: [3, 1, 1],
        replace(whole, pairing=pairing): [2, 1, 1],
        replace(whole, organization=organization): [2, 1, 1],
        replace(whole, programme=pairing.programme, phase=pairing.phase): None,
    }
    for one, numbers in scopes.items():
        found = ahead.ahead(one)
        counts = [found.meetings, found.actions, found.commitments]
        assert numbers in (counts, None)
        lists = [client.get(line.url) for line in ahead_wording.lines(found, one)]
        lengths = [len(page.context["table"].data) for page in lists]
        assert lengths == [number for number in counts if number]
