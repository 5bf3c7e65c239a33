"""Columns that the database keeps are as the facts say, where there are such columns."""

from dataclasses import replace

import pytest

from partnerships.models import Pairing
from partnerships.queries.kept import ON_PAIRINGS
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db
NO_COUNTRIES = "SELECT partnerships_pairing.id, ARRAY[]::bigint[] FROM partnerships_pairing"


def test_only_rows_of_which_the_facts_say_something_else_are_written():
    pairings = [PairingFactory() for _number in range(2)]
    before = dict(Pairing.objects.values_list("pk", "countries"))
    emptied = replace(ON_PAIRINGS, columns=("countries",), facts=lambda: NO_COUNTRIES)
    spoilt = sum(countries != [] for countries in before.values())

    named = list(emptied.differences())

    assert len(named) == spoilt > 0
    key = pairings[0].pk
    assert f"pairing {key}: countries is {before[key]}, by the facts []" in named
    assert emptied.rebuild() == spoilt
    # The triggers have asked the real facts again at once.
    assert ON_PAIRINGS.rebuild() == 0


def test_where_nobody_has_made_the_columns_yet_nothing_is_kept():
    later = replace(ON_PAIRINGS, columns=("countries", "of_a_later_version"))

    later.see_to_triggers()

    assert not later._has_columns()
    assert ON_PAIRINGS._has_columns()
