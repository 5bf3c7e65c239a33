"""When and where people meet."""

from datetime import UTC, date, datetime

import pytest

from events.forms.times import TimeAndPlace

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def asked(**given):
    """Return the form as somebody filled it in."""
    least = {"day": "2026-11-12", "modality": "online", "time_zone": "Asia/Bangkok"}
    return TimeAndPlace({**least, **given}, today=TODAY)


def errors(form):
    """Return the first error of each question."""
    return {name: found[0] for name, found in form.errors.items()}


def test_a_day_is_enough():
    form = asked()

    assert form.is_valid()
    assert form.moments() == (None, None)
    assert form.cleaned_data == {
        "day": date(2026, 11, 12),
        "earliest_day": None,
        "latest_day": None,
        "period": None,
        "day_unknown": False,
        "last_day": None,
        "starts": None,
        "ends": None,
        "time_zone": "Asia/Bangkok",
        "modality": "online",
        "platform": "",
        "place": "",
    }


def test_hours_are_those_of_the_place():
    form = asked(starts="14:00", ends="17:00", time_zone="Asia/Yangon")

    assert form.is_valid()
    assert form.moments() == (
        datetime(2026, 11, 12, 7, 30, tzinfo=UTC),
        datetime(2026, 11, 12, 10, 30, tzinfo=UTC),
    )


def test_the_end_is_on_the_last_day():
    form = asked(starts="14:00", ends="11:00", last_day="2026-11-14")

    assert form.is_valid()
    assert form.moments()[1] == datetime(2026, 11, 14, 4, tzinfo=UTC)


def test_a_day_to_be_determined_has_no_hours():
    form = asked(day="", day_unknown="on", starts="14:00", last_day="2026-11-14")

    assert form.is_valid()
    assert form.moments() == (None, None)
    assert (form.cleaned_data["day"], form.cleaned_data["last_day"]) == (None, None)


def test_platform_and_place_are_cleaned():
    form = asked(platform=" Zoom \u200b", place="Phnom\tPenh")

    assert form.is_valid()
    assert (form.cleaned_data["platform"], form.cleaned_data["place"]) == ("Zoom", "Phnom Penh")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"day": ""}, {"day": "Enter the date of the meeting."}),
        ({"day": "soon"}, {"day": "Enter the date as day, month and year."}),
        (
            {"day": "2028-11-12"},
            {"day": "This date is more than a year away. Check the year."},
        ),
        ({"day": "1926-11-12"}, {"day": "This date is long ago. Check the year."}),
        (
            {"last_day": "2026-11-11"},
            {"last_day": "The last day must come after the first day."},
        ),
        ({"ends": "17:00"}, {"starts": "Enter when the meeting started."}),
        (
            {"starts": "17:00", "ends": "14:00"},
            {"ends": "The meeting must end after it starts."},
        ),
        (
            {"starts": "noon", "ends": "17:00"},
            {"starts": "Enter the time as hours and minutes: 14:00."},
        ),
        ({"modality": ""}, {"modality": "Choose how they met."}),
    ],
)
def test_what_contradicts_itself_is_said_beside_the_question(given, said):
    assert errors(asked(**given)) == said


def test_a_last_day_in_a_year_that_cannot_be_meant_is_asked_for_again():
    assert errors(asked(last_day="2206-11-13")) == {
        "last_day": "Check the year: write one from 1900 to 2100."
    }
    assert errors(asked(last_day="2062-11-13")) == {
        "last_day": "This date is more than a year away. Check the year."
    }
