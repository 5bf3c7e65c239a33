"""Whom an invitation to a meeting can reach, whom not, and who has got one."""

from datetime import timedelta

import pytest

from events.enums import EventState, ParticipationState
from followup.enums import NotYet, OutOfReach, Reply
from followup.operations import replies
from followup.queries.invitations import guests, waits_for_morning, why_not_yet
from notifications.enums import LEFT, MessageState
from notifications.models import Message
from tests.factories.events import OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import DAY, NOW, START, guest, invite, meeting

pytestmark = pytest.mark.django_db


def named(found):
    return [(guest.person.name, guest.organization) for guest in found]


def test_people_of_the_list_and_focal_points_are_invited_once_each():
    college, other = OrganizationFactory(name="NPIC"), OrganizationFactory(name="GZITTC")
    event = meeting(pairings=[PairingFactory(parties=[college, other])])
    person = PersonFactory(name="Sok Dara")
    ParticipationFactory(event=event, person=person, organization=college, state="invited")
    FocalPointFactory(organization=college, person=person)
    FocalPointFactory(organization=other, person__name="Liu Yutong")

    found = guests(event)

    assert named(found.to_invite) == [("Sok Dara", "NPIC"), ("Liu Yutong", "GZITTC")]
    assert (found.invited, found.out_of_reach) == ([], [])


@pytest.mark.parametrize("state", [ParticipationState.DECLINED, ParticipationState.ABSENT])
def test_who_stays_away_is_not_invited(state):
    event = meeting()
    guest(event, state)

    found = guests(event)

    assert (found.to_invite, found.out_of_reach) == ([], [])


def test_who_has_an_invitation_to_this_version_is_shown_apart():
    event = meeting()
    invited, other = guest(event), guest(event)
    message = invite(event, invited)

    found = guests(event)
    assert [each.person for each in found.to_invite] == [other]
    assert [each.invitation for each in found.invited] == [message]

    event.revision = 2
    assert len(guests(event).to_invite) == 2


@pytest.mark.parametrize(
    ("state", "has_not_got_it"),
    [
        (MessageState.PENDING, False),
        (MessageState.SENT, False),
        (MessageState.UNCONFIRMED, False),
        (MessageState.FAILED, True),
        (MessageState.BOUNCED, True),
        (MessageState.CANCELLED, True),
        (MessageState.EXPIRED, True),
    ],
)
def test_whose_invitation_did_not_arrive_has_not_got_it(state, has_not_got_it):
    event = meeting()
    message = invite(event, guest(event))
    Message.objects.update(state=state, sent_at=NOW if state in LEFT else None)

    found = guests(event)

    assert [each.invitation for each in found.not_got] == [message] * has_not_got_it
    assert [each.invitation for each in found.invited] == [message] * (not has_not_got_it)
    assert found.to_invite == []


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (ParticipationState.INVITED, None),
        (ParticipationState.REGISTERED, None),
        (ParticipationState.APPROVED, Reply.YES),
        (ParticipationState.DECLINED, Reply.NO),
    ],
)
def test_everybody_is_shown_with_their_answer_also_who_does_not_come(state, answer):
    event = meeting()
    message = invite(event, guest(event, state))

    [found] = guests(event).invited

    assert (found.invitation, found.answer) == (message, answer)


def test_who_named_somebody_else_is_shown_with_their_name(django_assert_max_num_queries):
    event = meeting()
    people = [guest(event, name=f"Guest {n}") for n in range(3)]
    for n, person in enumerate(people):
        stand_in = replies.StandIn(f"Stand-in {n}")
        replies.answer(event, person, reply="else", stand_in=stand_in, by=None, now=NOW)

    with django_assert_max_num_queries(15):
        found = guests(event)

    assert [(each.person, each.answer, each.stand_in) for each in found.invited] == [
        (person, Reply.SOMEBODY_ELSE, f"Stand-in {n}") for n, person in enumerate(people)
    ]
    assert {each.invitation for each in found.invited} == {None}


def test_who_cannot_be_reached_is_named_with_the_reason():
    event = meeting()
    guest(event, name="No Address", recipient__email="")
    guest(event, name="Refused Address", recipient__refused_at=NOW)
    ParticipationFactory(event=event, name="As Written", state="invited")
    OrganizerFactory(event=event, organization=OrganizationFactory(name="Silent College"))

    assert [(each.name, each.why) for each in guests(event).out_of_reach] == [
        ("No Address", OutOfReach.NO_ADDRESS),
        ("Refused Address", OutOfReach.REFUSED),
        ("As Written", OutOfReach.NOT_IN_DIRECTORY),
        ("Silent College", OutOfReach.NO_FOCAL_POINT),
    ]


def test_an_organization_on_the_list_by_name_alone_is_out_of_reach():
    event = meeting()
    college = OrganizationFactory(name="NPIC")
    ParticipationFactory(event=event, name="", organization=college, state="invited")

    [found] = guests(event).out_of_reach
    assert (found.house, found.why) == (college, OutOfReach.NO_FOCAL_POINT)


@pytest.mark.parametrize(
    ("facts", "after", "why"),
    [
        ({}, timedelta(0), None),
        ({"state": EventState.PLANNED}, timedelta(0), NotYet.NOT_SURE),
        ({"day": None, "starts_at": None, "ends_at": None}, timedelta(0), NotYet.NOT_SURE),
        ({}, START - NOW, NotYet.BEGUN),
        ({"starts_at": None, "ends_at": None}, START - NOW + DAY, NotYet.BEGUN),
    ],
)
def test_only_a_confirmed_meeting_of_a_day_to_come_has_invitations(facts, after, why):
    assert why_not_yet(meeting(**facts), now=NOW + after) == why


@pytest.mark.parametrize(
    ("zone", "starts_at", "waits"),
    [
        ("Asia/Bangkok", START, False),
        ("America/New_York", START, True),
        ("America/New_York", NOW + timedelta(hours=2), False),
    ],
    ids=["awake", "asleep", "too near to wait"],
)
def test_an_invitation_waits_for_the_morning_while_that_helps(zone, starts_at, waits):
    event = meeting(starts_at=starts_at, day=starts_at.date(), ends_at=None)
    person = guest(event, recipient__time_zone=zone)

    assert waits_for_morning(event, person.recipient, now=NOW) == waits
