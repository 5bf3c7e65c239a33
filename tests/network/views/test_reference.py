"""Programmes, countries and areas, for everybody in the network to read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
    ProgrammeNameFactory,
)
from tests.factories.roles import nobody, official

pytestmark = pytest.mark.django_db
WORDS = reverse("network:reference")


def page(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_programme_shows_what_it_is_for_and_how_it_is_called(signed_in):
    partner = OrganizationFactory(name="Ministry of Labour")
    programme = ProgrammeFactory(
        key="skills",
        name="Skills programme",
        full_name="Strengthening skills",
        network="Skills network",
        development_partner=partner,
        objectives=["Promote skills"],
        focus=["Share knowledge"],
        frameworks=["Decent work"],
        note="A long-term programme.",
    )
    ProgrammeNameFactory(programme=programme, name="Skills project")

    shown = page(signed_in(official()).get(reverse("network:programme-detail", args=["skills"])))

    for words in (
        "Strengthening skills",
        "Skills network",
        "Ministry of Labour",
        "Promote skills",
        "Share knowledge",
        "Decent work",
        "A long-term programme.",
        "Skills project",
    ):
        assert words in shown


def test_a_programme_of_which_little_is_known_is_shown_too(signed_in):
    ProgrammeFactory(key="bare", name="Bare")

    assert "Bare" in page(
        signed_in(official()).get(reverse("network:programme-detail", args=["bare"]))
    )


def test_an_unknown_programme_is_not_found(signed_in):
    url = reverse("network:programme-detail", args=["nothing"])

    assert signed_in(official()).get(url).status_code == 404


def test_the_words_name_clocks_languages_and_synonyms(signed_in):
    country = CountryFactory(
        cambodia=True, languages=["km"], cooperation_role="Beneficiary country"
    )
    OrganizationFactory(country=country)
    CooperationAreaFactory(
        name="Welding", synonyms=["joining metal"], parent=CooperationAreaFactory(name="Metal")
    )

    shown = page(signed_in(official()).get(WORDS))

    for words in (
        "Cambodia",
        "Phnom Penh",
        "Khmer",
        "Beneficiary country",
        "Welding",
        "joining metal",
    ):
        assert words in shown


def test_countries_stand_in_the_order_of_their_names(signed_in):
    for trait in ("myanmar", "china", "cambodia"):
        CountryFactory(**{trait: True})

    response = signed_in(official(CountryFactory(cambodia=True))).get(WORDS)

    names = [country.name for country, _clock, _languages in response.context["countries"]]
    assert names == ["Cambodia", "China", "Myanmar"]


def test_somebody_without_a_role_reads_neither(signed_in):
    ProgrammeFactory(key="skills")
    client = signed_in(nobody())

    assert client.get(WORDS).status_code == 403
    assert client.get(reverse("network:programme-detail", args=["skills"])).status_code == 403


def test_the_words_ask_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(official())
    CooperationAreaFactory(parent=CooperationAreaFactory())
    client.get(WORDS)
    with django_assert_max_num_queries(100) as one:
        client.get(WORDS)
    for _ in range(2):
        CooperationAreaFactory(parent=CooperationAreaFactory())
        CountryFactory()

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(WORDS)
