"""The one list of time zones."""

from collections import Counter

import pytest
from django import forms

from core.zones import ZoneField, place, zone_choices, zones_of_the_world
from tests.factories.network import CountryFactory

pytestmark = pytest.mark.django_db


class Asking(forms.Form):
    clock = ZoneField("Which clock?")


@pytest.fixture(autouse=True)
def members():
    CountryFactory(code="LA", time_zone="Asia/Vientiane")
    CountryFactory(code="CN", time_zone="Asia/Shanghai")


def test_the_zones_of_the_network_come_first():
    (name, near), *_others = zone_choices()

    assert (name, near) == (
        "Countries of the network",
        [("Asia/Shanghai", "Shanghai"), ("Asia/Vientiane", "Vientiane")],
    )


def test_every_region_is_there_and_each_zone_once():
    groups = zone_choices()
    zones = [zone for _name, group in groups for zone, _place in group]

    assert {name for name, _group in groups} >= {"Africa", "America", "Asia", "Europe"}
    assert set(zones) == set(zones_of_the_world())
    assert set(Counter(zones).values()) == {1}
    assert {"Africa/Nairobi", "America/Lima", "Pacific/Auckland"} <= set(zones)


def test_no_zone_stands_under_an_old_name_or_is_no_place():
    old = {"Asia/Saigon", "Asia/Rangoon", "Asia/Calcutta", "Asia/Chongqing", "UTC", "Etc/GMT"}

    assert not old & set(zones_of_the_world())


def test_a_zone_is_called_after_its_place_and_no_two_alike():
    called = [place(zone) for zone in zones_of_the_world()]

    assert place("Asia/Phnom_Penh") == "Phnom Penh"
    assert place("America/Indiana/Knox") == "Knox, Indiana"
    assert place("America/North_Dakota/New_Salem") == "New Salem, North Dakota"
    assert len(set(called)) == len(called)
    assert not [name for name in called if "_" in name or "/" in name]


def test_who_chose_an_old_name_keeps_it():
    form = Asking({"clock": "Asia/Saigon"}, initial={"clock": "Asia/Saigon"})

    assert form.is_valid()
    assert not Asking({"clock": "Asia/Saigon"}).is_valid()


def test_what_is_no_zone_is_refused():
    assert not Asking({"clock": "Asia/Atlantis"}).is_valid()
    assert Asking({"clock": "America/Lima"}).is_valid()
