from dataclasses import replace
from datetime import date

import pytest

from dashboards.queries.scope import Scope, own_country
from dashboards.terms.periods import Period, Span
from tests.factories import roles
from tests.factories.network import CountryFactory

TODAY = date(2026, 11, 22)


def test_no_period_is_chosen_for_the_reader_and_nothing_changes_with_the_year():
    for today in (date(2026, 12, 31), date(2027, 1, 1)):
        scope = Scope(user=None, today=today)

        assert (scope.span, scope.span_before) == (Span(None, today), None)


def test_whoever_wants_no_comparison_has_none():
    compared = Scope(user=None, today=TODAY, period=Period(2025))

    assert compared.span_before == Period(2024).span(TODAY)
    assert replace(compared, is_compared=False).span_before is None


@pytest.mark.django_db
def test_own_country_is_known_for_who_has_exactly_one():
    laos = CountryFactory(laos=True)

    assert own_country(roles.official(laos)) == laos.pk
    assert own_country(roles.coordinator(laos)) == laos.pk
    assert own_country(roles.staff()) is None
    assert own_country(roles.nobody()) is None
