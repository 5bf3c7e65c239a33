from datetime import date

import pytest

from dashboards.queries.scope import ALL, Scope, Span, own_country
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import (
    CooperationAreaFactory,
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


def test_a_span_is_told_as_two_parameters():
    span = Span(date(2026, 1, 1), TODAY)

    assert span.params("from", "to") == {"from": "2026-01-01", "to": "2026-11-22"}


def test_a_span_without_a_start_tells_its_end_alone():
    assert Span(None, TODAY).params("from", "to") == {"to": "2026-11-22"}


@pytest.mark.parametrize(
    ("period", "start", "words"),
    [
        ("24", date(2024, 11, 23), "in the last 24 months"),
        ("12", date(2025, 11, 23), "in the last 12 months"),
        ("year", date(2026, 1, 1), "in 2026"),
        (ALL, None, "in all years"),
    ],
)
def test_each_period_has_its_days_and_words(period, start, words):
    scope = Scope(user=None, today=TODAY, period=period)

    assert (scope.span, scope.words) == (Span(start, TODAY), words)


def test_two_years_before_a_leap_day_is_the_28th():
    scope = Scope(user=None, today=date(2028, 2, 29), period="24")

    assert scope.span.start == date(2026, 3, 1)


def test_days_are_told_in_words():
    scope = Scope(user=None, today=TODAY, period="year")

    assert scope.days == "1 Jan 2026\N{EN DASH}22 Nov 2026"


@pytest.mark.django_db
def test_place_names_what_was_chosen():
    scope = Scope(
        user=None,
        today=TODAY,
        country=CountryFactory(laos=True),
        area=CooperationAreaFactory(key="tot"),
    )

    assert scope.place() == {"country": "LA", "area": "tot"}
    assert Scope(user=None, today=TODAY).place() == {}


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
