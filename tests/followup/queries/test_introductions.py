"""Who is a new focal point, and who was there before them."""

from datetime import date, timedelta

import pytest

from followup.queries import introductions
from tests.factories.network import FocalPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, False), (1, True), (20, True)], ids=["none", "one day", "longer"]
)
def test_a_seat_that_does_not_last_is_not_new(days, expected):
    seat = FocalPointFactory(starts_on=TODAY, ends_on=TODAY + days * DAY)

    assert introductions.is_new(seat, TODAY) is expected
    assert not introductions.is_new(seat, TODAY + 20 * DAY)


def test_who_was_there_before_are_those_who_ended_last():
    seat = FocalPointFactory(starts_on=TODAY)
    assert introductions.before(seat) == []

    here = {"organization": seat.organization}
    FocalPointFactory(ends_on=TODAY - 90 * DAY, **here)
    last = [FocalPointFactory(ends_on=TODAY - 9 * DAY, **here).person for _number in range(2)]
    FocalPointFactory(ends_on=TODAY + DAY, **here)
    FocalPointFactory(ends_on=TODAY)

    assert introductions.before(seat) == last
