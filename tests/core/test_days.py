from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.days import DayField


def test_a_day_of_our_time_is_taken():
    assert DayField().clean("2026-11-22") == date(2026, 11, 22)


def test_no_day_stays_unknown():
    assert DayField(required=False).clean("") is None


@pytest.mark.parametrize("text", ["0001-01-01", "0206-11-22", "9999-12-31"])
def test_a_year_that_cannot_be_meant_is_asked_for_again(text):
    with pytest.raises(ValidationError, match="Check the year: write one from 1900 to 2100"):
        DayField().clean(text)
