import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dashboards.enums import Figure
from dashboards.queries import numbers
from dashboards.queries.scope import Scope
from dashboards.wording import captions
from network.models import CooperationArea
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, InterestFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
)
from tests.walk import read

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
SAID_BY_EACH_NUMBER = (Figure.NUMBERS, Figure.NETWORK)
CHOSEN = {"modality": "online", "area": CooperationArea()}


def _rows(client, name, **filters):
    response = client.get(reverse("dashboards:figure", args=[name]), filters)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(read(response).decode("utf-8-sig"))))


def test_each_figure_is_a_table(signed_in):
    client = signed_in(roles.staff())
    pairing = PairingFactory(title="A and B")
    EventFactory(pairings=[pairing], day=date(2021, 12, 21))
    CommitmentFactory(pairing=pairing, agreed_on=date(2021, 12, 21))

    assert _rows(client, "areas", period="all")[1][1:] == ["1", "0", "0", "1", "0"]
    assert _rows(client, "workshops", period="all")[1] == ["2021", "4", "1", "0", "0", "1"]
    assert _rows(client, "pairings")[1][:2] == ["A and B", "No contact recorded yet"]
    *numbers, empty, first = _rows(client, "numbers")[:7]
    assert [row[0] for row in numbers] == [
        "Figure",
        "Open pairings",
        "Workshops held",
        "Participants",
        "Actions done on time",
    ]
    assert (empty, first) == ([], ["Country", "All countries"])


def test_a_file_says_in_its_name_and_below_what_was_asked_and_how_it_counts(signed_in):
    url = reverse("dashboards:figure", args=["areas"])

    response = signed_in(roles.staff()).get(url, {"period": "2020-q3", "modality": "online"})

    assert 'filename="areas-online-2020-q3-' in response["Content-Disposition"]
    said = read(response).decode()
    assert "Period,Q3 2020 (July\N{EN DASH}September 2020)" in said
    assert "How they met,Online" in said
    assert "Promised: every agreed area that is not dropped." in said


def test_what_is_known_by_its_year_only_stands_in_a_row_of_its_own(signed_in):
    EventFactory(day=None, earliest_day=date(2021, 1, 1), latest_day=date(2021, 12, 31))

    rows = _rows(signed_in(roles.staff()), "workshops", period="all")

    assert rows[1:3] == [["", "We know only the year", "1", "0", "0", "1"], []]


def test_a_last_contact_of_a_month_is_told_as_a_month(signed_in):
    met = {"last_met_on": date(2022, 5, 31), "last_met_since": date(2022, 5, 1)}
    PairingFactory(**met)
    PairingFactory(last_met_on=date(2022, 6, 1))

    rows = _rows(signed_in(roles.staff()), "pairings")

    assert {row[2] for row in rows[1:3]} == {"May 2022", "2022-06-01"}


def test_places_say_whether_the_city_is_on_record(signed_in):
    country = CountryFactory(laos=True, latitude="18.0", longitude="103.0")
    college = OrganizationFactory(name="LGTC", country=country)
    PairingFactory(parties=[college])

    assert _rows(signed_in(roles.staff()), "places")[1] == ["Lao PDR", "Lao PDR", "LGTC", "no"]


def test_a_figure_that_does_not_exist_is_not_found(signed_in):
    url = reverse("dashboards:figure", args=["secrets"])

    assert signed_in(roles.staff()).get(url).status_code == 404


def test_a_figure_holds_what_the_reader_may_see(signed_in):
    PairingFactory(title="Not theirs")

    assert _rows(signed_in(roles.official()), "pairings")[1] == []


def test_the_table_the_page_and_the_figure_say_the_same(signed_in):
    staff = roles.staff()
    client = signed_in(staff)
    pairing = PairingFactory()
    HeadCountFactory(event=EventFactory(pairings=[pairing]), people=17)
    ActionFactory(pairing=pairing, due_on=date(2026, 1, 1))

    table = {row[0]: row[1:3] for row in _rows(client, "numbers", period="all")[1:5]}
    page = client.get(reverse("dashboards:dashboard"), {"period": "all"}).context
    overview = numbers.overview(page["scope"])

    assert table == {
        number.label: [number.value, "; ".join(number.notes)] for number in page["numbers"]
    }
    assert page["head_counts"] == overview.head_counts
    assert [values[0] for values in table.values()] == [
        str(overview.open_pairings),
        str(overview.workshops),
        str(overview.head_counts.people),
        f"{overview.actions.on_time} of {overview.actions.total}",
    ]


def test_the_page_and_the_file_say_the_same_of_agreements(signed_in):
    client = signed_in(roles.staff())
    AgreementFactory(signed=True)
    AgreementFactory(signed=True, is_open_ended=True)
    AgreementFactory()

    table = _rows(client, "agreements")[1:4]
    page = client.get(reverse("dashboards:dashboard")).context["agreements"]

    assert table == [[each.label, each.number] for each in page]
    assert [number for _label, number in table] == ["2", "0", "1"]


def test_the_parts_are_tables_too(signed_in):
    client = signed_in(roles.staff())
    parties = [OrganizationFactory(name="A"), OrganizationFactory(name="B")]
    pairing = PairingFactory(title="A and B", parties=parties, last_met_on=date(2021, 12, 21))
    CommitmentFactory(pairing=pairing, agreed_on=date(2021, 12, 21))

    promised = _rows(client, "promises", period="all")
    assert [row[2:4] for row in promised if row[:1] == ["Pairing"]] == [["1", "0"]]
    assert _rows(client, "matrix")[1][:4] == ["A", "B", "A and B", "2021-12-21"]
    assert _rows(client, "matrix")[1][-2:] == ["90", "More than twice as long ago as agreed"]
    assert [len(row) for row in _rows(client, "months")[:2]] == [14, 14]
    assert ["Phase", "Active", "1"] in _rows(client, "phases")
    InterestFactory(organization=parties[0], area__name="Robots")
    assert _rows(client, "gaps")[2] == [
        "Organizations in a pairing without a focal point",
        "2",
        "2",
    ]
    assert _rows(client, "wanted")[1] == ["Robots", "1", "1", "0", "0", "0"]


@pytest.mark.parametrize("figure", Figure)
def test_a_file_says_of_which_time_it_is_and_which_filter_changes_nothing_in_it(signed_in, figure):
    """Each filter at once: whatever the figure does not follow is named below its rows."""
    pairing = PairingFactory(parties=[OrganizationFactory(country=CountryFactory(laos=True))])
    agreed = CommitmentFactory(pairing=pairing)
    asked = {"country": "LA", "modality": "online", "area": agreed.area.key, "period": "2026"}

    rows = _rows(signed_in(roles.staff()), figure.value, **asked)

    below = [row for row in rows[rows.index([]) :] if row]
    notes = {row[0]: row[1] for row in below}
    if figure in SAID_BY_EACH_NUMBER:
        assert any("Not narrowed by: " in cell for row in rows for cell in row)
        return
    limits = captions.limits(captions._OF_FIGURE[figure], Scope(user=None, today=TODAY, **CHOSEN))
    assert notes["When"]
    assert notes.get("Note", "") == limits


@pytest.mark.parametrize("name", ["pairings", "matrix", "months"])
def test_a_long_file_is_read_while_it_is_sent(signed_in, monkeypatch, name):
    """Few rows are held at a time, however many there are."""
    monkeypatch.setattr("core.pages._AT_ONCE", 1)
    for number in range(4):
        PairingFactory(title=f"Pairing {number}")
    client = signed_in(roles.staff())

    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse("dashboards:figure", args=[name]))
        parts = iter(response.streaming_content)
        next(parts)
        first = len(asked)
        rest = b"".join(parts).decode()

    assert len(asked) >= first + 3
    assert all(f"Pairing {number}" in rest for number in range(4))
