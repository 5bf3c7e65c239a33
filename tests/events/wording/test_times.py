"""Days and clocks in words."""

from datetime import date

from django.utils.translation import override

from events.models import AgendaItem, Event
from events.wording.times import days_of, of_item


def test_a_day_brings_its_weekday_and_a_last_day_follows():
    first, last = date(2026, 11, 27), date(2026, 11, 29)

    assert days_of(Event(day=first), first) == "Fri 27 Nov 2026"
    assert days_of(Event(day=first, last_day=last), first) == "Fri 27 Nov 2026 until 29 Nov 2026"


def test_the_weekday_is_said_in_the_language_of_the_reader():
    first = date(2026, 11, 27)

    with override("zh-hans"):
        assert "Fri" not in days_of(Event(day=first), first)


def test_an_item_without_times_has_none():
    assert of_item(AgendaItem(), "Asia/Bangkok") == ""
