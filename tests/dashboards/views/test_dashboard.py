from datetime import date

import pytest
import time_machine
from django.db import InternalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dashboards.terms.periods import Period
from dashboards.views import dashboard
from tests import walls
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
URL = reverse("dashboards:dashboard")


@pytest.fixture
def _today():
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        yield


def _pairing(*countries, **facts):
    return PairingFactory(
        parties=[OrganizationFactory(country=country) for country in countries], **facts
    )


def test_an_official_opens_with_their_own_country(signed_in):
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    _pairing(laos, china, title="Lao pairing")
    _pairing(CountryFactory(cambodia=True), china, title="Khmer pairing")

    response = signed_in(roles.official(laos)).get(URL)

    page = response.content.decode()
    assert response.context["scope"].country == laos
    assert "Lao pairing" in page
    assert "Khmer pairing" not in page


def test_staff_see_all_countries(signed_in):
    _pairing(CountryFactory(laos=True), title="Lao pairing")

    response = signed_in(roles.staff()).get(URL)

    assert response.context["scope"].country is None
    assert "Lao pairing" in response.content.decode()


def test_an_official_cannot_choose_another_country(signed_in):
    official = roles.official(CountryFactory(laos=True))
    CountryFactory(cambodia=True)

    response = signed_in(official).get(URL, {"country": "KH"})

    assert response.context["scope"].country is None
    assert "KH" not in dict(response.context["form"].fields["country"].choices)


def test_an_institution_and_a_pairing_have_the_page_of_the_network(signed_in):
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    pairing = _pairing(laos, china, title="Lao pairing")
    own = pairing.parties.first().organization
    _pairing(laos, title="Other pairing")
    client = signed_in(roles.official(laos))

    for record, name in ((own, "organization"), (pairing, "pairing")):
        address = f"{URL}?{name}={record.pk}"
        assert address in client.get(record.get_absolute_url()).content.decode()
        response = client.get(address)
        page = response.content.decode()
        assert f"{record}</h1>" in page
        assert record.get_absolute_url() in page
        assert [row.pairing for row, _status in response.context["pairings"]] == [pairing]


def test_a_pairing_that_is_not_theirs_is_no_part_of_the_network(signed_in):
    other = _pairing(CountryFactory(cambodia=True))

    page = signed_in(roles.official(CountryFactory(laos=True))).get(URL, {"pairing": other.pk})

    assert "We do not understand this filter: Pairing." in page.content.decode()


def test_filters_live_in_the_address(signed_in):
    laos = CountryFactory(laos=True)
    EventFactory(pairings=[_pairing(laos)])
    EventFactory(pairings=[_pairing(CountryFactory(cambodia=True))])

    response = signed_in(roles.staff()).get(URL, {"country": "LA", "period": "2026"})

    [workshops] = [n for n in response.context["numbers"] if n.key == "workshops"]
    assert workshops.value == "1"
    assert "country=LA" in workshops.url


def test_the_period_that_was_asked_for_is_named_and_nothing_else_is_shown(signed_in):
    EventFactory(day=date(2021, 12, 21), pairings=[PairingFactory()])
    client = signed_in(roles.staff())

    everything = client.get(URL)
    assert everything.context["scope"].period == Period.ALL_YEARS
    assert "All countries · All years until 22 Nov 2026" in everything.content.decode()
    page = client.get(URL, {"period": "2020-q3", "compare": "none"}).content.decode()
    assert "Q3 2020 (July\N{EN DASH}September 2020)" in page
    assert "Number of meetings held in Q3 2020, by how people met" in page
    assert "No meeting took place in this period." in page
    assert "<svg" not in page.split("by how people met")[1].split("</figure>")[0]
    assert "in Q2 2020" not in page


def test_a_time_that_has_not_begun_is_no_period(signed_in):
    page = signed_in(roles.staff()).get(URL, {"period": "2027"}).content.decode()

    assert "We do not understand this filter: Period." in page


def test_what_a_filter_cannot_narrow_says_so(signed_in):
    EventFactory(pairings=[PairingFactory()])

    page = signed_in(roles.staff()).get(URL, {"modality": "online"}).content.decode()

    assert page.count("Not narrowed by: How they met") >= 5


def test_an_empty_network_has_a_dashboard(signed_in):
    response = signed_in(roles.staff()).get(URL)

    assert response.status_code == 200
    assert "Nothing needs attention." in response.content.decode()


def test_meetings_that_stand_in_no_quarter_are_told_below_the_chart(signed_in):
    year = {"day": None, "earliest_day": date(2021, 1, 1), "latest_day": date(2021, 12, 31)}
    EventFactory(**year)
    client = signed_in(roles.staff())

    page = client.get(reverse("dashboards:dashboard"), {"period": "all"}).content.decode()
    assert "This chart does not show 1 meeting: we know only its year." in page
    assert "No meeting took place yet." not in page

    EventFactory(**year)
    page = client.get(reverse("dashboards:dashboard"), {"period": "all"}).content.decode()
    assert "This chart does not show 2 meetings: we know only their year." in page


def test_htmx_gets_the_figures_alone(signed_in):
    part = signed_in(roles.staff(), htmx=True).get(URL).content.decode()

    assert "<html" not in part
    assert part.strip().startswith('<div id="figures"')


def test_the_back_button_gets_the_whole_page(signed_in):
    client = signed_in(roles.staff(), htmx=True)

    page = client.get(URL, headers={"HX-History-Restore-Request": "true"}).content.decode()

    assert "<html" in page


def _queries(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(URL).status_code == 200
    return len(asked)


def test_the_dashboard_asks_as_often_for_three_pairings_as_for_one(signed_in):
    client = signed_in(roles.staff())
    _full()
    client.get(URL)

    one = _queries(client)
    _full()
    _full()

    assert _queries(client) == one


def _full():
    pairing = _pairing(CountryFactory(laos=True), CountryFactory(china=True))
    HeadCountFactory(event=EventFactory(pairings=[pairing]))
    CommitmentFactory(pairing=pairing, agreed_on=date(2026, 11, 1))
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))


@walls.needed
def test_the_database_lets_a_dashboard_write_nothing(signed_in, monkeypatch):
    reader = signed_in(roles.staff())
    read_scope = dashboard.read_scope

    def writes(request):
        CountryFactory(laos=True)
        return read_scope(request)

    monkeypatch.setattr(dashboard, "read_scope", writes)
    with pytest.raises(InternalError, match="read-only transaction"):
        reader.get(URL)

    monkeypatch.undo()
    assert reader.get(URL).status_code == 200
    assert CountryFactory(laos=True).pk
