"""The directory as the documents print it."""

from __future__ import annotations

import pytest

from network.models import Organization, OrganizationName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def test_the_list_keeps_its_printed_numbers():
    numbers = Organization.objects.members().order_by("list_number", "name")

    assert list(numbers.values_list("list_number", flat=True)) == [
        *range(1, 17),
        18,
        18,
        *range(19, 31),
    ]


def test_misprints_are_names_under_which_a_body_is_found():
    assert set(OrganizationName.objects.values_list("organization__source_key", "name")) >= {
        ("gzittc", "Guangzhou Industry (GZITTC) and Trade Technician College"),
        ("yatsei", "Yunnan Advanced Technical School of Electronics Information"),
        ("mohrss", "Ministry of Human Resource and Social Security"),
        ("mohrss-dic", "Department of International Exchange and Cooperation"),
    }


def test_a_city_is_known_only_where_a_name_says_it():
    towns = Organization.objects.exclude(city="").values_list("source_key", "city")

    assert set(towns) == {
        ("vientiane", "Vientiane"),
        ("ilo-vientiane", "Vientiane"),
        ("baoshan", "Baoshan"),
        ("gzittc", "Guangzhou"),
        ("dongguan", "Dongguan"),
        ("hangzhou", "Hangzhou"),
        ("wuxi", "Wuxi"),
        ("shenyang-polytechnic", "Shenyang"),
        ("shenyang-gov", "Shenyang"),
        ("shenyang-fao", "Shenyang"),
    }
    assert not Organization.objects.filter(city="").exclude(latitude=None).exists()
