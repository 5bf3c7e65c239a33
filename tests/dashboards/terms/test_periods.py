from datetime import date

import pytest
from django.db.models import Q

from dashboards.terms.periods import Period, Span

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", ["all", "12", "24", "2026", "1999-q1", "2026-q4"])
def test_a_period_is_found_by_its_name(name):
    assert str(Period.named(name)) == name


@pytest.mark.parametrize("name", ["", "13", "year", "2026-q5", "2026-Q1", "99999", "٢٠٢٦"])
def test_what_is_no_name_of_a_period_is_none(name):
    assert Period.named(name) is None


@pytest.mark.parametrize(
    ("name", "days", "before"),
    [
        ("all", Span(None, TODAY), None),
        (
            "12",
            Span(date(2025, 11, 23), TODAY),
            Span(date(2024, 11, 23), date(2025, 11, 22)),
        ),
        (
            "24",
            Span(date(2024, 11, 23), TODAY),
            Span(date(2022, 11, 23), date(2024, 11, 22)),
        ),
        (
            "2025",
            Span(date(2025, 1, 1), date(2025, 12, 31)),
            Span(date(2024, 1, 1), date(2024, 12, 31)),
        ),
        ("2026", Span(date(2026, 1, 1), TODAY), Span(date(2025, 1, 1), date(2025, 11, 22))),
        (
            "2026-q1",
            Span(date(2026, 1, 1), date(2026, 3, 31)),
            Span(date(2025, 10, 1), date(2025, 12, 31)),
        ),
        ("2026-q4", Span(date(2026, 10, 1), TODAY), Span(date(2026, 7, 1), date(2026, 8, 22))),
    ],
)
def test_a_period_has_its_days_and_is_held_against_as_many_of_the_one_before(name, days, before):
    period = Period.named(name)

    assert period.span(TODAY) == days
    assert period.span_before(TODAY) == before


def test_a_leap_day_has_no_like_in_other_years():
    leap = date(2028, 2, 29)

    assert Period.TWO_YEARS.span(leap).start == date(2026, 3, 1)
    assert Period(2028).span_before(leap).end == date(2027, 2, 28)


def test_a_period_has_begun_with_its_first_day():
    first = date(2027, 1, 1)

    assert [Period(2027).has_begun(day) for day in (date(2026, 12, 31), first)] == [False, True]
    assert Period.ALL_YEARS.has_begun(first)
    assert not Period(2026, 4).is_running(date(2026, 12, 31))


def test_a_span_is_the_condition_that_a_day_lies_in_it():
    start = date(2026, 1, 1)

    assert Span(start, TODAY).of("day") == Q(day__lte=TODAY) & Q(day__gte=start)
    assert Span(None, TODAY).of("day") == Q(day__lte=TODAY)


@pytest.mark.parametrize(
    ("month", "name"), [(1, "2026-q1"), (3, "2026-q1"), (4, "2026-q2"), (12, "2026-q4")]
)
def test_a_day_lies_in_a_quarter(month, name):
    assert str(Period.quarter_of(date(2026, month, 1))) == name
