"""Whether an invitation can still be answered, and what was answered last."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.enums import ParticipationState
from followup.enums import Closed, Reply
from followup.queries.replies import (
    answered,
    is_asked,
    own_participation,
    stand_in_of,
    stand_ins_waiting,
    why_closed,
)
from tests.factories import roles
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import DAY, START, TODAY, guest, invite, meeting

pytestmark = pytest.mark.django_db

STARTS = datetime(2026, 12, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize("state", ParticipationState)
def test_everybody_on_the_list_is_asked_also_after_they_declined(state):
    event, person = EventFactory(confirmed=True), PersonFactory()
    own = ParticipationFactory(event=event, person=person, state=state)

    assert is_asked(event, person)
    assert own_participation(event, person) == own


def test_who_answers_for_an_organizer_is_asked_and_nobody_else():
    focal_point = FocalPointFactory()
    event = EventFactory(confirmed=True)
    OrganizerFactory(event=event, organization=focal_point.organization)

    assert is_asked(event, focal_point.person)
    assert not is_asked(event, PersonFactory())


def test_an_answer_is_taken_until_the_meeting_ends():
    event = EventFactory(
        confirmed=True, day=STARTS.date(), starts_at=STARTS, ends_at=STARTS + timedelta(hours=3)
    )

    assert why_closed(event, None, now=STARTS + timedelta(hours=2)) is None
    assert why_closed(event, None, now=STARTS + timedelta(hours=3)) == Closed.OVER


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({"day": date(2026, 12, 10)}, datetime(2026, 12, 10, 17, tzinfo=UTC)),
        (
            {"day": date(2026, 12, 10), "last_day": date(2026, 12, 12)},
            datetime(2026, 12, 12, 17, tzinfo=UTC),
        ),
    ],
)
def test_a_meeting_of_an_unknown_end_takes_its_whole_last_day(facts, end):
    event = EventFactory(confirmed=True, **facts, time_zone="Asia/Bangkok")

    assert why_closed(event, None, now=end - timedelta(minutes=1)) is None
    assert why_closed(event, None, now=end) == Closed.OVER


def test_a_meeting_without_a_day_is_never_over():
    event = EventFactory(planned=True, day=None)

    assert why_closed(event, None, now=STARTS) is None


@pytest.mark.parametrize(
    ("state", "reply"),
    [
        (ParticipationState.INVITED, None),
        (ParticipationState.REGISTERED, None),
        (ParticipationState.APPROVED, Reply.YES),
        (ParticipationState.DECLINED, Reply.NO),
    ],
)
def test_the_list_says_what_was_answered(state, reply):
    assert answered(ParticipationFactory(state=state)) == reply
    assert answered(None) is None


def declined(event):
    return ParticipationFactory(event=event, state=ParticipationState.DECLINED)


def stand_in(own, state=ParticipationState.REGISTERED, **facts):
    return ParticipationFactory(event=own.event, instead_of=own, state=state, **facts)


def test_who_comes_instead_is_the_last_one_named_who_comes():
    own = declined(EventFactory(confirmed=True))
    assert stand_in_of(own) is None
    stand_in(own)
    last = stand_in(own, ParticipationState.APPROVED)
    stand_in(own, ParticipationState.DECLINED)
    stand_in(declined(own.event))

    assert stand_in_of(own) == last


def test_nobody_comes_instead_of_somebody_who_comes_or_is_not_listed():
    own = ParticipationFactory(
        event=EventFactory(confirmed=True), state=ParticipationState.APPROVED
    )
    stand_in(own)

    assert stand_in_of(own) is None
    assert stand_in_of(None) is None


def waiting(user):
    return {event: event.waiting for event in stand_ins_waiting(user, today=TODAY)}


def test_stand_ins_wait_until_they_are_confirmed_or_invited():
    event, person = meeting(), PersonFactory()
    own = declined(event)
    stand_in(own, person=person)
    stand_in(own)
    other = stand_in(declined(event))
    guest(event, ParticipationState.REGISTERED)
    user = roles.staff()
    assert waiting(user) == {event: 3}

    other.state = ParticipationState.APPROVED
    other.save()
    invite(event, person)

    assert waiting(user) == {event: 1}


def test_the_next_meeting_comes_first_and_one_that_is_over_does_not():
    late, soon = meeting(day=START.date() + DAY), meeting()
    for event in (
        late,
        soon,
        meeting(day=TODAY - DAY),
        meeting(state="cancelled", reason="A flood"),
    ):
        stand_in(declined(event))

    assert list(waiting(roles.staff())) == [soon, late]


def test_stand_ins_are_shown_to_those_who_run_the_meeting():
    college = OrganizationFactory()
    event = meeting(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    stand_in(declined(event))

    assert waiting(roles.coordinator(college.country)) == {event: 1}
    assert waiting(roles.focal_point(college)) == {}
