"""People: what a document shows, and no more."""

from __future__ import annotations

import pytest

from network.enums import NameOrder, Sex
from network.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def test_only_what_a_document_shows_is_said_of_a_person():
    known = Person.objects.exclude(name_order=NameOrder.UNKNOWN).order_by("name")

    assert list(known.values_list("name", "family_name", "name_order")) == [
        ("Chadapa Krailassuwan", "Krailassuwan", NameOrder.GIVEN_FIRST),
        ("Phongxaysack Intharath", "Intharath", NameOrder.GIVEN_FIRST),
        ("Tang Tao", "Tang", NameOrder.FAMILY_FIRST),
        ("Wu Hongdong", "Wu", NameOrder.FAMILY_FIRST),
    ]
    assert set(Person.objects.values_list("sex", "phone", "recipient__email")) == {
        (Sex.UNKNOWN, "", "")
    }


@pytest.mark.parametrize(
    ("key", "positions"),
    [
        (
            "pich-sophoan",
            [
                ("molvt", "Minister Delegate Attached to the Prime Minister"),
                ("molvt", "Permanent Secretary of State"),
            ],
        ),
        ("graeme-buckley", [("dwt", "Director"), ("co-bangkok", "Director")]),
    ],
)
def test_two_titles_at_once_are_two_positions(key, positions):
    held = Person.objects.get(source_key=key).positions.all()

    assert list(held.values_list("organization__source_key", "title")) == positions
