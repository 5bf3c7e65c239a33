"""The list of pairings is narrowed by what stands in its address."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from core import filters
from core.templatetags.lists import narrowed_by
from partnerships.enums import PairingPhase
from partnerships.filters import PairingFilter
from partnerships.models import Pairing
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def narrowed(query: str) -> PairingFilter:
    return PairingFilter(QueryDict(query), Pairing.objects.all(), today=TODAY)


def found(query: str) -> list[str]:
    return sorted(pairing.title for pairing in narrowed(query).qs)


def test_by_country_of_any_side():
    cambodia = CountryFactory(cambodia=True)
    PairingFactory(title="Ours", parties=[OrganizationFactory(country=cambodia)])
    PairingFactory(title="Other")

    assert found("country=KH") == ["Ours"]


def test_by_area_and_its_parts():
    digital = CooperationAreaFactory(key="digital")
    robots = CooperationAreaFactory(key="robots", parent=digital)
    CommitmentFactory(pairing__title="Robots", area=robots)
    CommitmentFactory(pairing__title="Digital", area=digital)
    CommitmentFactory(pairing__title="Other")

    assert found("area=digital") == ["Digital", "Robots"]
    assert found("area=robots") == ["Robots"]


@pytest.mark.parametrize("query", ["status=overdue&status=on_track", "status=overdue,on_track"])
def test_by_one_status_or_several(query):
    ActionFactory(pairing__title="Overdue", due_on=date(2026, 9, 1))
    PairingFactory(title="Fine", last_met_on=TODAY)
    PairingFactory(title="Quiet")

    assert found("status=overdue") == ["Overdue"]
    assert found(query) == ["Fine", "Overdue"]


def test_several_statuses_stand_in_the_menu_as_one_choice():
    form = narrowed("status=overdue&status=quiet").form

    menu = str(form["status"])

    assert (
        '<option value="overdue,quiet" selected>Action overdue or No update for long</option>'
        in menu
    )
    assert "multiple" not in menu


def test_by_phase_and_only_open_ones():
    PairingFactory(title="Matched", phase=PairingPhase.MATCHED)
    PairingFactory(title="Ended", phase=PairingPhase.CONCLUDED, closed_on=TODAY)

    assert found("phase=matched") == ["Matched"]
    assert found("open=1") == ["Matched"]
    assert found("open=") == ["Ended", "Matched"]


def test_by_programme_and_first_day():
    programme = ProgrammeFactory(key="ilo-china")
    PairingFactory(title="Old", programme=programme, started_on=date(2021, 11, 10))
    PairingFactory(title="New", started_on=date(2026, 11, 1))

    assert found("programme=ilo-china") == ["Old"]
    assert found("started_from=2022-01-01") == ["New"]
    assert found("started_to=2022-01-01") == ["Old"]


def test_by_every_word_in_any_name():
    side = OrganizationFactory(name="Kampong Speu Institute", acronym="KSIT")
    PairingFactory(title="Shenyang and KSIT", parties=[side])
    PairingFactory(title="Other")

    assert found("q=kampong SHENYANG") == ["Shenyang and KSIT"]
    assert found("q=ksit") == ["Shenyang and KSIT"]
    assert found("q=kampong hainan") == []


@pytest.mark.parametrize("query", ["country=XX", "status=none", "open=perhaps", "q=%21"])
def test_a_value_that_nobody_knows_leaves_nothing(query):
    PairingFactory(title="One")

    assert found(query) == []
    assert len(narrowed(query).misread) == 1


def test_a_box_may_be_ticked_in_several_words():
    PairingFactory(title="One")

    assert [found(f"open={word}") for word in ("1", "on", "true", "0", "")] == [["One"]] * 5
    assert "checked" in str(narrowed("open=1").form["open"])
    assert "checked" not in str(narrowed("open=0").form["open"])


def test_only_what_occurs_is_offered():
    PairingFactory(parties=[OrganizationFactory(country=CountryFactory(laos=True))])
    CountryFactory(myanmar=True)
    CooperationAreaFactory()

    form = narrowed("").form

    assert [str(key) for key, _label in form.fields["country"].choices] == ["", "LA"]
    assert [str(key) for key, _label in form.fields["area"].choices] == [""]


def test_what_an_address_names_is_understood_and_stands_in_the_menu_though_nothing_has_it():
    PairingFactory(parties=[OrganizationFactory(country=CountryFactory(laos=True))])
    CountryFactory(myanmar=True)

    filterset = narrowed("country=MM")

    assert list(filterset.qs) == []
    assert filterset.misread == {}
    assert [str(key) for key, _label in filterset.form.fields["country"].choices] == [
        "",
        "LA",
        "MM",
    ]


def test_the_menus_of_a_long_list_offer_everything_and_nobody_reads_it_for_them(
    monkeypatch, django_assert_num_queries
):
    PairingFactory(parties=[OrganizationFactory(country=CountryFactory(laos=True))])
    PairingFactory()
    CountryFactory(myanmar=True)
    monkeypatch.setattr(filters, "MOST", 1)

    with django_assert_num_queries(1):
        countries = narrowed("").form.fields["country"]

    assert {"LA", "MM"} <= {str(key) for key, _label in countries.choices}


def test_what_only_a_link_sets_is_told():
    assert narrowed_by(narrowed("").form) == []
    assert narrowed_by(narrowed("started_from=2022-01-01&open=1").form) == [
        "Paired from: 1 Jan 2022"
    ]
    assert narrowed_by(PairingFilter(None, Pairing.objects.all(), today=TODAY).form) == []
