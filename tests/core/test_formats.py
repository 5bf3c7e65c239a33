"""Dates, times and periods as the network writes them."""

from datetime import UTC, date, datetime

import pytest

from core import formats

LAUNCH = datetime(2021, 11, 10, 7, 0, tzinfo=UTC)
END = datetime(2021, 11, 10, 10, 0, tzinfo=UTC)


def test_a_day_has_its_month_in_words():
    assert formats.day(date(2026, 11, 2)) == "2 Nov 2026"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Bangkok", "10 Nov 2021, 14:00 Bangkok (GMT+7)"),
        ("Asia/Yangon", "10 Nov 2021, 13:30 Yangon (GMT+6:30)"),
        ("Asia/Phnom_Penh", "10 Nov 2021, 14:00 Phnom Penh (GMT+7)"),
        ("America/New_York", "10 Nov 2021, 02:00 New York (GMT-5)"),
        ("America/St_Johns", "10 Nov 2021, 03:30 St Johns (GMT-3:30)"),
        ("UTC", "10 Nov 2021, 07:00 UTC (GMT+0)"),
    ],
)
def test_a_moment_names_its_clock(zone, shown):
    assert formats.moment(LAUNCH, zone) == shown


def test_a_moment_late_in_the_day_is_the_next_day_further_east():
    late = datetime(2021, 11, 10, 17, 30, tzinfo=UTC)

    assert formats.moment(late, "Asia/Shanghai") == "11 Nov 2021, 01:30 Shanghai (GMT+8)"


def test_a_span_of_several_days_names_the_day_on_which_it_ends():
    start, end = (datetime(2026, 11, day, 2, tzinfo=UTC) for day in (27, 29))

    assert formats.span(start, end, "Asia/Bangkok") == "09:00 until 29 Nov, 09:00 Bangkok (GMT+7)"


def test_a_span_may_have_no_end():
    assert formats.span(LAUNCH, END, "Asia/Bangkok") == "14:00\N{EN DASH}17:00 Bangkok (GMT+7)"
    assert formats.span(LAUNCH, None, "Asia/Bangkok") == "14:00 Bangkok (GMT+7)"


def test_other_clocks_are_told_once_each_where_they_differ():
    others = ["Asia/Phnom_Penh", "Asia/Shanghai", "Asia/Yangon", "Asia/Singapore"]

    assert formats.also_at(LAUNCH, "Asia/Bangkok", others) == [
        "15:00 Shanghai (GMT+8)",
        "13:30 Yangon (GMT+6:30)",
    ]


@pytest.mark.parametrize(
    ("start", "zone", "other", "shown"),
    [
        (datetime(2026, 11, 28, 17, tzinfo=UTC), "Asia/Yangon", "Asia/Shanghai", "29 Nov, 01:00"),
        (
            datetime(2026, 11, 28, 16, 30, tzinfo=UTC),
            "Asia/Shanghai",
            "Asia/Yangon",
            "28 Nov, 23:00",
        ),
        (datetime(2026, 11, 28, 15, tzinfo=UTC), "Asia/Bangkok", "Asia/Shanghai", "23:00"),
    ],
)
def test_another_clock_says_its_day_where_midnight_lies_between(start, zone, other, shown):
    [words] = formats.also_at(start, zone, [other])

    assert words.startswith(f"{shown} {formats.city(other)} (")


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 1, 1), date(2023, 12, 31), "2022\N{EN DASH}2023"),
        (date(2026, 11, 12), date(2026, 12, 3), "12 Nov 2026\N{EN DASH}3 Dec 2026"),
        (date(2026, 11, 12), None, "from 12 Nov 2026"),
        (None, date(2026, 12, 3), "until 3 Dec 2026"),
        (None, None, ""),
    ],
)
def test_a_period_is_as_exact_as_it_is_known(start, end, shown):
    assert formats.period(start, end) == shown


def test_a_zone_is_called_after_its_city():
    assert formats.city("Asia/Phnom_Penh") == "Phnom Penh"


@pytest.mark.parametrize(("code", "name"), [("km", "Khmer"), ("lo", "Lao"), ("xx-odd", "xx-odd")])
def test_a_language_is_named_in_words(code, name):
    assert formats.language(code) == name


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (90, "3 months"),
        (717, "23 months"),
        (730, "2 years"),
        (1500, "4 years"),
    ],
)
def test_how_long_something_took_is_said_in_the_unit_that_one_takes(days, words):
    assert formats.duration(days) == words


def test_large_numbers_have_separators():
    assert [formats.number(each) for each in (0, 999, 31688)] == ["0", "999", "31,688"]
