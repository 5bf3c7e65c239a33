"""Which meetings stand in somebody's own calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.enums import LinkPurpose
from events.enums import EventState, ParticipationState
from events.models import Event
from followup.queries.calendars import events_of, link_of
from tests.factories.accounts import ActionLinkFactory
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
SOON = date(2026, 12, 10)


@pytest.fixture
def person():
    return PersonFactory()


def listed(person, *, as_=ParticipationState.INVITED, **event):
    """Return a meeting on whose list ``person`` stands."""
    event = EventFactory(**{"day": SOON, "confirmed": True, **event})
    ParticipationFactory(event=event, person=person, state=as_)
    return event


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (ParticipationState.INVITED, True),
        (ParticipationState.REGISTERED, True),
        (ParticipationState.APPROVED, True),
        (ParticipationState.ATTENDED, True),
        (ParticipationState.DECLINED, False),
        (ParticipationState.ABSENT, False),
    ],
)
def test_who_is_expected_has_the_meeting_and_who_declined_has_not(person, state, stands):
    event = listed(person, as_=state)

    assert list(events_of(person, now=NOW)) == ([event] if stands else [])


def test_meetings_of_others_are_not_there(person):
    listed(PersonFactory())

    assert not events_of(person, now=NOW).exists()


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2026, 5, 25), False),
        (date(2026, 5, 26), True),
        (date(2028, 5, 26), True),
        (date(2028, 5, 28), False),
        (None, False),
    ],
)
def test_the_calendar_reaches_half_a_year_back_and_a_year_and_a_half_ahead(person, day, stands):
    listed(person, day=day)

    assert events_of(person, now=NOW).exists() == stands


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.POSTPONED])
@pytest.mark.parametrize(("days", "stands"), [(59, True), (61, False)])
def test_what_was_called_off_stands_for_60_days_more(person, state, days, stands):
    event = listed(person, state=state, reason="The hall is closed")
    Event.objects.filter(pk=event.pk).update(updated_at=NOW - timedelta(days=days))

    assert events_of(person, now=NOW).exists() == stands


def test_a_focal_point_has_the_meetings_that_the_organization_is_involved_in(person):
    college = FocalPointFactory(person=person).organization
    organized = EventFactory(day=SOON, confirmed=True)
    OrganizerFactory(event=organized, organization=college)
    invited = EventFactory(day=SOON, confirmed=True)
    ParticipationFactory(event=invited, organization=college, name="")
    met = EventFactory(
        day=SOON,
        confirmed=True,
        pairings=[PairingFactory(parties=[college, OrganizationFactory()])],
    )

    assert list(events_of(person, now=NOW)) == [organized, invited, met]


def test_a_focal_point_who_declined_in_person_does_not_have_the_meeting(person):
    college = FocalPointFactory(person=person).organization
    event = listed(person, as_=ParticipationState.DECLINED)
    OrganizerFactory(event=event, organization=college)

    assert not events_of(person, now=NOW).exists()


def test_who_answered_for_an_organization_once_does_not_have_its_meetings_now(person):
    college = FocalPointFactory(person=person, ends_on=date(2026, 11, 1)).organization
    OrganizerFactory(event=EventFactory(day=SOON, confirmed=True), organization=college)

    assert not events_of(person, now=NOW).exists()


@pytest.mark.parametrize("has_its_own", [True, False])
def test_a_department_is_answered_for_by_its_house_until_it_has_its_own(person, has_its_own):
    house = FocalPointFactory(person=person).organization
    department = OrganizationFactory(parent=house)
    OrganizerFactory(event=EventFactory(day=SOON, confirmed=True), organization=department)
    if has_its_own:
        FocalPointFactory(organization=department)

    assert events_of(person, now=NOW).exists() != has_its_own


def test_a_pairing_with_its_own_focal_point_is_answered_for_by_them(person):
    college = FocalPointFactory(person=person).organization
    pairing = PairingFactory(parties=[college, OrganizationFactory()])
    appointed = PairingFocalPointFactory(pairing=pairing, organization=college).person
    event = EventFactory(day=SOON, confirmed=True, pairings=[pairing])

    assert not events_of(person, now=NOW).exists()
    assert list(events_of(appointed, now=NOW)) == [event]


def test_a_meeting_stands_there_once(person):
    college = FocalPointFactory(person=person).organization
    event = listed(person, pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    OrganizerFactory(event=event, organization=college)
    ParticipationFactory.create_batch(2, event=event, organization=college)

    assert list(events_of(person, now=NOW)) == [event]


def link(person, **facts):
    return ActionLinkFactory(
        purpose=LinkPurpose.READ_CALENDAR, holder=person, target=person, **facts
    )


def test_the_address_is_the_newest_that_is_open(person):
    link(person, expires_at=NOW)
    link(person, revoked_at=NOW)
    ActionLinkFactory(holder=person, target=person)
    link(PersonFactory())
    assert link_of(person, now=NOW) is None

    link(person)
    newest = link(person)
    assert link_of(person, now=NOW) == newest
