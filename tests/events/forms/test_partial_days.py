"""A meeting that is only known by its month, its quarter or its year."""

from datetime import date

import pytest

from events.forms.times import TimeAndPlace

TODAY = date(2026, 11, 20)
MAY = (date(2022, 5, 1), date(2022, 5, 31))
EITHER = "Enter the day, or only its month, quarter or year."

pytestmark = pytest.mark.django_db


def asked(*, shown=None, **given):
    least = {"modality": "online", "time_zone": "Asia/Bangkok"}
    return TimeAndPlace({**least, **given}, today=TODAY, initial=shown or {})


def known(form):
    assert form.is_valid(), form.errors
    return tuple(form.cleaned_data[name] for name in ("day", "earliest_day", "latest_day"))


def test_a_month_is_enough_and_no_day_is_made_of_it():
    assert known(asked(period="May 2022")) == (None, *MAY)


def test_the_day_that_the_page_began_with_gives_way_to_the_month():
    form = asked(day="2026-11-20", period="May 2022", shown={"day": TODAY})

    assert known(form) == (None, *MAY)


def test_the_month_that_was_known_gives_way_to_the_day():
    form = asked(day="2022-05-12", period="May 2022", shown={"period": "May 2022"})

    assert known(form) == (date(2022, 5, 12), None, None)


def test_of_a_day_and_a_month_that_were_both_written_none_is_guessed():
    assert asked(day="2022-06-12", period="May 2022").errors["period"] == [EITHER]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "Enter a month, a quarter or a year: May 2022, Q2 2022 or 2022."),
        ("2564", "Is 2564 a Buddhist year? Then write 2021."),
        ("3021", "Check the year: write one from 1900 to 2100."),
        ("1985", "This date is long ago. Check the year."),
        ("2029", "This date is more than a year away. Check the year."),
    ],
)
def test_what_cannot_be_is_asked_about(text, said):
    assert asked(period=text).errors["period"] == [said]


def test_a_buddhist_day_is_asked_about():
    assert asked(day="2564-05-12").errors["day"] == ["Is 2564 a Buddhist year? Then write 2021."]


def test_an_hour_needs_a_day():
    errors = asked(period="May 2022", starts="14.00", last_day="2022-05-14").errors

    assert set(errors) == {"starts", "last_day"}
