"""Every number is the length of the list to which it leads."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from dashboards.queries import figures, numbers
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period, Span
from dashboards.wording import agreements, lists
from dashboards.wording import numbers as number_wording
from events.enums import Modality
from events.models import Event
from network.models import Organization
from partnerships.enums import ActionState, CommitmentState, PairingPhase
from partnerships.models import Pairing
from tests.factories import roles
from tests.factories.events import (
    EventFactory,
    HeadCountFactory,
    OutcomeFactory,
)
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        yield


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


@pytest.fixture
def robots():
    return CooperationAreaFactory(key="robots", name="Robots")


@pytest.fixture
def staff():
    return roles.staff()


@pytest.fixture
def programme():
    return ProgrammeFactory(key="ilo-china")


@pytest.fixture
def scopes(network, staff, laos, robots, programme):
    """Every filter alone, and all of them at once."""
    whole, online = Scope(user=staff, today=TODAY, period=Period.TWO_YEARS), Modality.ONLINE
    kind = Event.objects.earliest("pk").type
    return [
        whole,
        Scope(user=staff, today=TODAY),
        replace(whole, period=Period(2025)),
        replace(whole, kind=kind, phase=PairingPhase.ACTIVE),
        replace(whole, organization=Organization.objects.get(country=laos)),
        replace(whole, pairing=Pairing.objects.get(programme=programme)),
        Scope(user=staff, today=TODAY, country=laos),
        Scope(user=staff, today=TODAY, area=robots),
        Scope(user=staff, today=TODAY, modality=Modality.ONLINE),
        Scope(user=staff, today=TODAY, programme=programme),
        *(
            replace(
                whole, country=laos, area=robots, modality=online, programme=programme, period=one
            )
            for one in (Period.ONE_YEAR, Period.ALL_YEARS)
        ),
    ]


@pytest.fixture
def network(laos, robots, programme):
    """Two pairings of which one is in the country and agreed on the area, at various times."""
    lao = PairingFactory(
        started_on=date(2026, 5, 1),
        parties=[OrganizationFactory(country=laos)],
        programme=programme,
    )
    other = PairingFactory()
    for pairing, modality in ((lao, Modality.ONLINE), (other, Modality.IN_PERSON)):
        for day in (date(2026, 11, 1), date(2025, 6, 1), date(2019, 6, 1)):
            own = [programme] if pairing == lao else []
            event = EventFactory(pairings=[pairing], programmes=own, day=day, modality=modality)
            agreed = CommitmentFactory(
                pairing=pairing,
                area=robots if pairing == lao else CooperationAreaFactory(),
                agreed_on=day,
            )
            OutcomeFactory(event=event, kind="commitment", commitment=agreed)
        HeadCountFactory(event=event, people=12)
        ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))
        ActionFactory(
            pairing=pairing,
            due_on=date(2026, 10, 1),
            state=ActionState.DONE,
            closed_on=date(2026, 10, 1),
        )
    for party in (Organization.objects.get(country=laos), OrganizationFactory()):
        for end in (date(2026, 12, 1), date(2029, 1, 1), date(2026, 1, 1), None):
            AgreementFactory(signed=True, parties=[party], ends_on=end)
        AgreementFactory(signed=True, parties=[party], is_open_ended=True)
        AgreementFactory(parties=[party], ends_on=date(2026, 12, 1))
    CommitmentFactory(
        pairing=lao,
        area=robots,
        agreed_on=date(2026, 11, 1),
        state=CommitmentState.DROPPED,
        reason="No budget",
        closed_on=TODAY,
    )


@pytest.fixture
def length(signed_in, staff):
    """Say how many rows the list at an address has."""
    client = signed_in(staff)

    def count(url):
        response = client.get(url)
        assert response.status_code == 200
        return len(response.context["table"].data)

    return count


@pytest.mark.usefixtures("network")
def test_every_number_on_top_is_the_length_of_its_list(scopes, length):
    for scope in scopes:
        overview = numbers.overview(scope)
        urls = {number.key: number.url for number in number_wording.shown(overview, scope)}

        assert {key: length(url) for key, url in urls.items()} == {
            "pairings": overview.open_pairings,
            "workshops": overview.workshops,
            "participants": overview.head_counts.workshops_with_figure,
            "actions": overview.actions.total,
        }


@pytest.mark.usefixtures("network")
def test_those_without_a_number_of_people_are_the_others(scopes, length):
    for scope in scopes:
        counts = numbers.overview(scope).head_counts

        uncounted = length(lists.uncounted_workshops_url(scope))
        assert uncounted == counts.workshops - counts.workshops_with_figure


@pytest.mark.usefixtures("network")
def test_every_quarter_is_the_length_of_its_list(scopes, length):
    for scope in scopes:
        quarters = [each for each in figures.by_quarter(scope).quarters if each.total]

        assert quarters
        for quarter in quarters:
            assert length(lists.workshops_url(scope, quarter.days)) == quarter.total


@pytest.mark.usefixtures("network")
def test_what_an_area_promised_is_the_length_of_its_list(scopes, length):
    for scope in scopes:
        areas = figures.areas(scope)

        assert areas
        for area in areas:
            assert length(lists.commitments_url(scope, area.key)) == area.promised


@pytest.mark.usefixtures("network")
def test_every_number_of_agreements_is_the_length_of_its_list(scopes, length):
    for scope in scopes:
        shown = agreements.lines(figures.in_force(scope), scope)

        assert len({each.number for each in shown}) > 1
        for each in shown:
            assert str(length(each.url)) == each.number


def test_an_address_says_what_was_chosen_and_nothing_else(laos, robots):
    days = Span(None, TODAY)
    online = Scope(None, TODAY, modality=Modality.ONLINE, period=Period.ALL_YEARS)
    chosen = Scope(None, TODAY, laos, robots, period=Period(2026))

    assert lists.workshops_url(online, days) == (
        "/workshops/?happened=1&to=2026-11-22&modality=online"
    )
    assert lists.pairings_url(chosen) == "/pairings/?country=LA&area=robots&open=1"
    assert lists.actions_url(chosen) == (
        "/actions/?country=LA&due_from=2026-01-01&due_to=2026-11-22"
    )
