"""What the page of an event says: its kind, its times, its agenda."""

from datetime import UTC, date, datetime

import pytest

from events.queries.details import EventPage
from events.wording.details import EventWords
from events.wording.times import When
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    EventFactory,
    EventTypeFactory,
    ParticipationFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAY = date(2021, 11, 10)


def words_of(event):
    return EventWords(EventPage(event, user=roles.staff(), today=TODAY, may_join=False))


def test_a_meeting_of_two_kinds_is_called_both():
    visit = EventTypeFactory(key="visit", name="Delegation visit")

    assert words_of(EventFactory(also_type=visit)).kind == "Peer workshop, Delegation visit"
    assert words_of(EventFactory()).kind == "Peer workshop"


def test_the_clock_of_the_place_comes_first_then_those_of_the_other_countries():
    zones = ["Asia/Phnom_Penh", "Asia/Shanghai", "Asia/Yangon"]
    cambodia, china, myanmar = (
        OrganizationFactory(country=CountryFactory(time_zone=zone)) for zone in zones
    )
    event = EventFactory(
        day=DAY,
        starts_at=datetime(2021, 11, 10, 7, tzinfo=UTC),
        ends_at=datetime(2021, 11, 10, 10, tzinfo=UTC),
        pairings=[PairingFactory(parties=[cambodia, china])],
    )
    ParticipationFactory(event=event, organization=myanmar)

    when = words_of(event).when

    assert (when.day, when.hours) == ("Wed 10 Nov 2021", "14:00\N{EN DASH}17:00 Bangkok (GMT+7)")
    assert set(when.elsewhere) == {"15:00 Shanghai (GMT+8)", "13:30 Yangon (GMT+6:30)"}


def test_a_clock_beyond_midnight_says_its_day():
    china = OrganizationFactory(country=CountryFactory(time_zone="Asia/Shanghai"))
    event = EventFactory(
        day=date(2026, 11, 28),
        starts_at=datetime(2026, 11, 28, 17, tzinfo=UTC),
        time_zone="Asia/Yangon",
        pairings=[PairingFactory(parties=[china])],
    )

    assert words_of(event).when.elsewhere == ("29 Nov, 01:00 Shanghai (GMT+8)",)


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"day": DAY}, When("Wed 10 Nov 2021", "The time of day is not known")),
        (
            {"day": DAY, "last_day": date(2021, 11, 12)},
            When("Wed 10 Nov 2021 until 12 Nov 2021", "The time of day is not known"),
        ),
        ({"day": None, "planned": True}, When("Date to be determined", "")),
    ],
)
def test_what_is_not_known_of_the_time_is_said(facts, when):
    assert words_of(EventFactory(**facts)).when == when


def test_the_agenda_has_its_times_on_the_clock_of_the_event():
    event = EventFactory(day=DAY)
    first = AgendaItemFactory(
        event=event,
        order=0,
        starts_at=datetime(2021, 11, 10, 6, 30, tzinfo=UTC),
        ends_at=datetime(2021, 11, 10, 7, tzinfo=UTC),
    )
    speaker = AgendaSpeakerFactory(item=first)
    untimed = AgendaItemFactory(event=event, order=1)
    opened = AgendaItemFactory(
        event=event, order=2, starts_at=datetime(2021, 11, 10, 8, tzinfo=UTC)
    )

    page = words_of(event)

    assert [(row.item, row.times, row.speakers) for row in page.agenda] == [
        (first, "13:30\N{EN DASH}14:00", (speaker,)),
        (untimed, "", ()),
        (opened, "15:00", ()),
    ]
    assert page.agenda_note == "Times of Bangkok (GMT+7)"


def test_an_agenda_without_times_has_no_clock():
    assert words_of(AgendaItemFactory().event).agenda_note == ""


def test_an_agenda_of_several_days_says_them_and_what_overlaps():
    event = EventFactory(day=DAY, last_day=date(2021, 11, 11))

    def put(order, day, hour, end):
        begins, ends = (datetime(2021, 11, day, each, tzinfo=UTC) for each in (hour, end))
        return AgendaItemFactory(event=event, order=order, starts_at=begins, ends_at=ends)

    first, second, third = put(0, 10, 2, 4), put(1, 10, 3, 5), put(2, 11, 2, 3)
    AgendaItemFactory(event=event, order=3)

    rows = words_of(event).agenda

    assert [(row.day, row.beside) for row in rows] == [
        ("Wed 10 Nov 2021", second),
        ("", first),
        ("Thu 11 Nov 2021", None),
        ("", None),
    ]
    assert rows[2].item == third
