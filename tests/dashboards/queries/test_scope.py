from datetime import date

import pytest
from django.db.models import Q

from dashboards.enums import Period
from dashboards.queries.scope import Scope, Span, own_country
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
)
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)


def test_the_span_before_has_the_same_length_and_ends_the_day_before():
    span = Span(date(2026, 1, 11), date(2026, 1, 20))

    assert span.before == Span(date(2026, 1, 1), date(2026, 1, 10))


def test_nothing_lies_before_the_beginning():
    assert Span(None, TODAY).before is None


def test_a_span_is_the_condition_that_a_day_lies_in_it():
    span = Span(date(2026, 1, 1), TODAY)

    assert span.of("day") == Q(day__lte=TODAY) & Q(day__gte=date(2026, 1, 1))


def test_a_span_without_a_start_asks_for_its_end_alone():
    assert Span(None, TODAY).of("day") == Q(day__lte=TODAY)


@pytest.mark.parametrize(
    ("period", "start"),
    [
        (Period.TWO_YEARS, date(2024, 11, 23)),
        (Period.ONE_YEAR, date(2025, 11, 23)),
        (Period.THIS_YEAR, date(2026, 1, 1)),
        (Period.ALL_YEARS, None),
    ],
)
def test_each_period_has_its_days(period, start):
    assert Scope(user=None, today=TODAY, period=period).span == Span(start, TODAY)


def test_two_years_before_a_leap_day_is_the_28th():
    scope = Scope(user=None, today=date(2028, 2, 29), period=Period.TWO_YEARS)

    assert scope.span.start == date(2026, 3, 1)


@pytest.mark.django_db
def test_has_workshops_sees_what_the_reader_may_see_in_the_span():
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    lao, chinese = roles.official(laos), roles.official(CountryFactory(myanmar=True))
    pairing = PairingFactory(
        parties=[OrganizationFactory(country=laos), OrganizationFactory(country=china)]
    )
    EventFactory(pairings=[pairing], day=date(2026, 11, 1))
    EventFactory(pairings=[pairing], day=date(2026, 11, 1), state=EventState.PLANNED)

    assert Scope(user=lao, today=TODAY).has_workshops() is True
    assert Scope(user=chinese, today=TODAY).has_workshops() is False
    assert Scope(user=lao, today=date(2030, 1, 1)).has_workshops() is False
    assert Scope(user=lao, today=date(2030, 1, 1)).over_all_years().has_workshops() is True


@pytest.mark.django_db
def test_own_country_is_known_for_who_has_exactly_one():
    laos = CountryFactory(laos=True)

    assert own_country(roles.official(laos)) == laos.pk
    assert own_country(roles.coordinator(laos)) == laos.pk
    assert own_country(roles.staff()) is None
    assert own_country(roles.nobody()) is None
