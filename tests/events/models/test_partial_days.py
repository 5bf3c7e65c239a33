"""What is unknown of a day stays unknown in every list, order and state."""

from datetime import date

import pytest
from django.db import IntegrityError

from events.enums import EventState
from events.models import Event
from events.queries import events as event_queries
from events.queries.timeline import timeline
from events.wording import timeline as timeline_wording
from events.wording import times
from partnerships.terms.pairings import LastMeeting
from tests.factories.events import EventFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff

TODAY = date(2026, 11, 20)
MAY = {"day": None, "earliest_day": date(2022, 5, 1), "latest_day": date(2022, 5, 31)}
YEAR = {"day": None, "earliest_day": date(2026, 1, 1), "latest_day": date(2026, 12, 31)}

pytestmark = pytest.mark.django_db


def test_a_month_stands_below_its_days_and_above_earlier_ones():
    middle = EventFactory(**MAY)
    first = EventFactory(day=date(2022, 4, 30))
    last = EventFactory(day=date(2022, 5, 2))

    assert [*Event.objects.all()] == [last, middle, first]


def test_a_meeting_counts_in_the_days_in_which_it_certainly_was():
    may, year = EventFactory(**MAY), EventFactory(**YEAR)
    held = Event.objects.happened()

    assert [*held.since(date(2022, 5, 2)).until(TODAY, today=TODAY)] == [year]
    assert [*held.since(date(2022, 5, 1)).until(date(2022, 5, 31), today=TODAY)] == [may]
    assert not held.until(date(2022, 5, 30), today=TODAY).exists()
    assert not held.until(date(2026, 6, 30), today=TODAY).filter(pk=year.pk).exists()


def test_a_report_is_due_when_the_period_is_over():
    over = EventFactory(planned=True, **MAY)
    open_ = EventFactory(planned=True, **YEAR)

    assert [*Event.objects.report_due(TODAY)] == [over]
    assert [*Event.objects.upcoming(TODAY)] == [open_]
    assert (over.is_report_due(TODAY), open_.is_report_due(TODAY)) == (True, False)


@pytest.mark.parametrize(("last_day", "is_over"), [(TODAY, False), (date(2026, 11, 19), True)])
def test_a_meeting_of_several_days_goes_on_until_the_last(last_day, is_over):
    event = EventFactory(planned=True, day=date(2026, 11, 18), last_day=last_day)

    assert Event.objects.report_due(TODAY).exists() is is_over
    assert Event.objects.upcoming(TODAY).exists() is not is_over
    assert Event.objects.with_details(TODAY).get().is_due is is_over
    assert event.is_report_due(TODAY) is is_over


def test_words_name_the_period_and_no_day():
    event = EventFactory(**MAY)

    assert times.days(event) == "May 2022"
    assert times.when(event, []) == times.When("May 2022", "The day is not known")


def test_the_timeline_names_the_period():
    pairing = PairingFactory()
    EventFactory(pairings=[pairing], **MAY)

    ((year, lines),) = timeline_wording.years(timeline(pairing, user=staff()))

    assert (year, [line.between for line in lines]) == (2022, ["May 2022"])


def last_meeting(*facts):
    pairing = PairingFactory()
    for each in facts:
        EventFactory(pairings=[pairing], **each)
    return event_queries.last_meetings([pairing.pk], today=TODAY)[pairing.pk]


def test_the_last_contact_of_a_month_is_the_last_day_on_which_it_may_have_been():
    assert last_meeting(MAY) == LastMeeting(on=date(2022, 5, 31), since=date(2022, 5, 1))


def test_of_a_year_that_is_not_over_it_is_today():
    assert last_meeting(MAY, YEAR) == LastMeeting(on=TODAY, since=date(2026, 1, 1))


def test_a_day_that_is_known_counts_before_a_month_that_ends_with_it():
    last = date(2022, 5, 31)

    assert last_meeting(MAY, {"day": last}) == LastMeeting(on=last)
    assert last_meeting(MAY, {"day": date(2022, 5, 20), "last_day": last}) == LastMeeting(on=last)
    assert last_meeting(MAY, {"day": date(2022, 6, 1)}) == LastMeeting(on=date(2022, 6, 1))


@pytest.mark.parametrize("wrong", [{"day": date(2022, 5, 3)}, {"latest_day": None}])
def test_a_day_and_a_period_exclude_each_other(wrong):
    with pytest.raises(IntegrityError):
        EventFactory(**{**MAY, **wrong})


def test_what_happened_has_a_day_or_a_period():
    with pytest.raises(IntegrityError):
        EventFactory(day=None, state=EventState.HELD)
