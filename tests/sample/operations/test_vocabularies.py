"""The words of the network: countries, areas, kinds."""

from __future__ import annotations

import pytest

from network.models import CooperationArea, Country, Honorific, OrganizationKind, Programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def test_countries_have_their_clock_their_languages_and_their_role():
    facts = Country.objects.values_list("code", "time_zone", "languages", "cooperation_role")

    assert list(facts) == [
        ("KH", "Asia/Phnom_Penh", ["km"], "Beneficiary country"),
        ("CN", "Asia/Shanghai", ["zh"], "Development partner"),
        ("LA", "Asia/Vientiane", ["lo"], "Beneficiary country"),
        ("MM", "Asia/Yangon", ["my"], "Beneficiary country"),
    ]


def test_areas_are_found_by_the_words_of_the_documents():
    areas = CooperationArea.objects.filter(synonyms__contains=["competition preparation support"])

    assert [area.key for area in areas] == ["competition"]


def test_forms_of_address_keep_their_order():
    assert [each.name for each in Honorific.objects.all()] == ["H.E.", "Prof.", "Dr", "Mr", "Ms"]


def test_only_training_institutions_train():
    training = OrganizationKind.objects.filter(is_training=True)

    assert [kind.key for kind in training] == ["tvet_institution"]


def test_a_programme_is_found_by_each_of_its_names():
    programme = Programme.objects.get(names__name="ILO China Skills Development Project")

    assert programme.key == "ilo-china"
    assert programme.development_partner.source_key == "mohrss"
    assert len(programme.focus) == 3
