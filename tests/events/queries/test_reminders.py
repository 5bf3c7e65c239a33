"""Whom a meeting's reminders go to, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.enums import EventState, ParticipationState
from events.queries import reminders
from events.queries.reminders import DAY, WEEK, Reader
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import RecipientFactory
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory

START = datetime(2026, 12, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "stages"),
    [
        (timedelta(days=13), [WEEK, DAY]),
        (timedelta(days=7), [WEEK, DAY]),
        (timedelta(days=3), [WEEK, DAY]),
        (timedelta(days=2), [DAY]),
        (timedelta(hours=26), [DAY]),
        (timedelta(hours=24), [DAY]),
        (timedelta(hours=2), [DAY]),
        (timedelta(hours=1), []),
        (timedelta(0), []),
        (timedelta(hours=-1), []),
    ],
)
def test_what_is_to_come_and_the_latest_one_missed_are_worth_sending(ahead, stages):
    assert reminders.stages_of(START, START - ahead) == stages


def test_a_meeting_of_which_only_the_day_is_known_begins_in_the_morning_of_its_place():
    event = EventFactory.build(type=None, day=date(2026, 12, 10), time_zone="Asia/Yangon")

    assert reminders.start_of(event) == datetime(2026, 12, 10, 1, 30, tzinfo=UTC)


def test_a_meeting_without_a_day_has_no_start():
    assert reminders.start_of(EventFactory.build(type=None, day=None)) is None


def test_only_confirmed_meetings_of_the_next_days_are_looked_at(db):
    now = START - timedelta(days=7)
    soon = EventFactory(confirmed=True, day=START.date(), starts_at=START)
    EventFactory(planned=True, day=START.date())
    EventFactory(confirmed=True, day=now.date() - timedelta(days=2))
    EventFactory(confirmed=True, day=now.date() + timedelta(days=15))
    EventFactory(confirmed=True, day=None)

    assert list(reminders.to_remind(now)) == [soon]


@pytest.mark.parametrize(
    ("state", "is_reminded"),
    [
        (ParticipationState.INVITED, True),
        (ParticipationState.REGISTERED, True),
        (ParticipationState.APPROVED, True),
        (ParticipationState.ATTENDED, True),
        (ParticipationState.ABSENT, False),
    ],
)
def test_people_on_the_list_are_reminded_unless_they_do_not_come(db, state, is_reminded):
    event, person = EventFactory(confirmed=True), PersonFactory()
    ParticipationFactory(event=event, person=person, state=state)
    ParticipationFactory(event=event, name="Somebody without a record")

    expected = {person.recipient_id: Reader(person)} if is_reminded else {}
    assert reminders.readers_of(event) == expected


def test_nobody_without_an_address_is_reminded(db):
    event = EventFactory(confirmed=True)
    for recipient in (RecipientFactory(email=""), RecipientFactory(refused_at=START)):
        ParticipationFactory(event=event, person=PersonFactory(recipient=recipient))

    assert reminders.readers_of(event) == {}


def test_focal_points_of_all_who_meet_are_reminded_once_each(db):
    college, partner, host, guest = (OrganizationFactory() for _ in range(4))
    pairing = PairingFactory(parties=[college, partner])
    own = PairingFocalPointFactory(pairing=pairing, organization=college).person
    FocalPointFactory(organization=college)
    general = FocalPointFactory(organization=partner).person
    of_host = FocalPointFactory(organization=host).person
    of_guest = FocalPointFactory(organization=guest).person
    on_the_list = FocalPointFactory(organization=guest).person
    FocalPointFactory(organization=partner, ends_on=date(2020, 1, 1))
    event = EventFactory(confirmed=True, pairings=[pairing])
    OrganizerFactory(event=event, organization=host)
    ParticipationFactory(event=event, organization=guest)
    ParticipationFactory(event=event, person=on_the_list, organization=guest)

    readers = list(reminders.readers_of(event).values())

    assert sorted(readers, key=lambda reader: reader.person.pk) == sorted(
        [
            Reader(own, college),
            Reader(general, partner),
            Reader(of_host, host),
            Reader(of_guest, guest),
            Reader(on_the_list),
        ],
        key=lambda reader: reader.person.pk,
    )


def test_a_focal_point_who_does_not_come_is_not_reminded(db):
    focal_point = FocalPointFactory()
    event = EventFactory(confirmed=True)
    OrganizerFactory(event=event, organization=focal_point.organization)
    ParticipationFactory(event=event, person=focal_point.person, state=ParticipationState.ABSENT)

    assert reminders.readers_of(event) == {}


def test_without_a_day_nobody_is_the_focal_point_yet(db):
    focal_point = FocalPointFactory()
    event = EventFactory(state=EventState.PLANNED, day=None)
    OrganizerFactory(event=event, organization=focal_point.organization)

    assert reminders.readers_of(event) == {}


def test_a_moved_meeting_is_reminded_of_anew():
    event = EventFactory.build(type=None, pk=12, revision=3)

    assert reminders.key_of(event, WEEK, RecipientFactory.build(pk=5)) == "meeting:12:3:week:5"
