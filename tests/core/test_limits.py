"""How often one may ask for something within an hour."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.limits import is_too_often

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def ask(what, *, minutes):
    now = NOON + timedelta(minutes=minutes)
    with time_machine.travel(now, tick=False):
        return is_too_often(what, most=2, now=now)


def test_more_than_so_many_are_too_many_until_the_next_full_hour():
    assert [ask("links", minutes=n) for n in (0, 20, 40, 59, 60, 61, 119)] == [
        False,
        False,
        True,
        True,
        False,
        False,
        True,
    ]


def test_each_is_counted_for_itself():
    asked = [ask(what, minutes=0) for what in ("one", "two", "one", "two", "one")]

    assert asked == [False, False, False, False, True]
