"""What people are asked about the agenda."""

from datetime import UTC, date, datetime

import pytest

from events.forms.agenda import LetSpeak, PutOnAgenda
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms
from tests.factories import roles
from tests.factories.events import AgendaItemFactory, EventFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

DAY = date(2021, 11, 10)


def test_times_are_meant_on_the_clock_and_day_of_the_event():
    event = EventFactory(day=DAY, time_zone="Asia/Yangon")

    form = PutOnAgenda({"title": "Welcome", "starts": "13:30", "ends": "14:00"}, event=event)

    assert form.is_valid()
    assert form.terms() == AgendaItemTerms(
        title="Welcome",
        content="",
        starts_at=datetime(2021, 11, 10, 7, tzinfo=UTC),
        ends_at=datetime(2021, 11, 10, 7, 30, tzinfo=UTC),
    )
    assert form.fields["starts"].help_text == "In the time of Yangon."


def test_a_meeting_of_several_days_asks_for_the_day():
    event = EventFactory(day=DAY, last_day=date(2021, 11, 12))

    form = PutOnAgenda({"title": "Visit", "on": "2021-11-11", "starts": "09:00"}, event=event)

    assert form.is_valid()
    assert form.terms().starts_at == datetime(2021, 11, 11, 2, tzinfo=UTC)


def test_a_day_that_the_meeting_does_not_have_is_refused():
    event = EventFactory(day=DAY, last_day=date(2021, 11, 12))

    form = PutOnAgenda({"title": "Visit", "on": "2021-11-13"}, event=event)

    assert form.errors == {
        "on": ["Choose a day of the meeting: 10 Nov 2021\N{EN DASH}12 Nov 2021."]
    }


def test_a_new_item_begins_where_the_last_ends():
    event = EventFactory(day=DAY, last_day=date(2021, 11, 12))
    AgendaItemFactory(
        event=event,
        starts_at=datetime(2021, 11, 11, 2, tzinfo=UTC),
        ends_at=datetime(2021, 11, 11, 3, tzinfo=UTC),
    )

    form = PutOnAgenda(event=event)

    assert (form.initial["on"], str(form.initial["starts"])) == (date(2021, 11, 11), "10:00:00")


def test_without_a_day_there_are_no_times_to_ask_for():
    event = EventFactory(planned=True, day=None)

    form = PutOnAgenda({"title": "Welcome"}, event=event)

    assert list(form.fields) == ["title", "content"]
    assert form.is_valid()
    assert (form.terms().starts_at, form.terms().ends_at) == (None, None)


def test_a_change_begins_with_the_item_as_it_is():
    event = EventFactory(day=DAY)
    item = AgendaItemFactory(event=event, starts_at=datetime(2021, 11, 10, 7, tzinfo=UTC))

    form = PutOnAgenda(event=event, item=item)

    assert (form.initial["title"], str(form.initial["starts"]), form.initial["ends"]) == (
        item.title,
        "14:00:00",
        None,
    )


def test_an_item_needs_a_title_and_real_times():
    form = PutOnAgenda({"title": "", "starts": "noon"}, event=EventFactory())

    assert form.errors == {
        "title": ["Write the name of the item."],
        "starts": ["Enter the time as hours and minutes: 14:00."],
    }


def test_an_organization_of_the_event_may_speak():
    side = OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side])])

    form = LetSpeak(
        {"organization": side.pk, "role": "discussant"}, event=event, user=roles.staff()
    )

    assert form.is_valid()
    assert form.terms() == AgendaSpeakerTerms(
        person=None, name="", organization=side, role="discussant", capacity=""
    )
