"""The mails about meetings: what there is to tell, and to whom."""

from __future__ import annotations

from datetime import timedelta

from events.enums import EventState, ParticipationState
from events.models import Participation
from events.operations import events as event_operations
from followup.operations import invitations
from network.models import Person
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    MeetingAccessFactory,
    OrganizerFactory,
)
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import NOW as MEETING_NOW
from tests.followup.meetings import START, guest, meeting, move, sent
from tests.followup.planning import plan_meetings
from tests.staged_mails import Staged, answering, other_side

DAY = timedelta(days=1)


def _agenda(event):
    for hour in range(3):
        item = AgendaItemFactory(event=event, starts_at=START + hour * timedelta(hours=1))
        AgendaSpeakerFactory(item=item, name="A speaker")


def _focal_points_meeting(**facts):
    seat = FocalPointFactory()
    pairing = PairingFactory(parties=[seat.organization, OrganizationFactory()])
    return seat, meeting(pairings=[pairing], **facts)


def _on_the_list(event, reader, plan, state=ParticipationState.INVITED, *, told=False):
    """Stage somebody who stands on the list; the second role is to answer for an organizer."""

    def join(**who):
        person = guest(event, state, **who)
        if told:
            sent(event, person)
        return person

    def also():
        OrganizerFactory(event=event, organization=FocalPointFactory(person=reader).organization)

    return Staged(reader, plan, join=join, also=also)


def _planned(now):
    return lambda: plan_meetings(now=now)


def _sent_by_hand(event):
    user = roles.staff()
    PersonFactory(user=user, name="Ana Lim")
    return lambda: invitations.send(
        event, Person.objects.all(), note="We look forward to it.", by=user, now=MEETING_NOW
    )


def invited():
    event = meeting(goal="Agree on the next steps", place="Vientiane")
    OrganizerFactory(event=event)
    _agenda(event)
    return _on_the_list(event, guest(event), _sent_by_hand(event))


def invited_as_focal_point():
    seat, event = _focal_points_meeting()
    return answering(seat, _sent_by_hand(event), other_side(seat))


def told_of_a_change(state=ParticipationState.INVITED):
    event = meeting()
    reader = guest(event, state)
    sent(event, reader)
    move(event)
    return _on_the_list(event, reader, _planned(MEETING_NOW), state, told=True)


def told_of_a_change_after_an_answer():
    return told_of_a_change(ParticipationState.APPROVED)


def told_that_it_is_cancelled():
    event = meeting()
    reader = guest(event)
    sent(event, reader)
    event_operations.cancel(event, reason="A flood.", by=None)
    return _on_the_list(event, reader, _planned(MEETING_NOW), told=True)


def told_that_they_are_not_expected():
    event = meeting()
    reader = guest(event)
    sent(event, reader)
    Participation.objects.all().delete()

    def join(**who):
        person = guest(event, **who)
        sent(event, person)
        Participation.objects.all().delete()
        return person

    return Staged(reader, _planned(MEETING_NOW), join=join)


def sent_the_link():
    event = meeting()
    MeetingAccessFactory(event=event, link="https://meet.example.org/1", passcode="77")
    state = ParticipationState.APPROVED
    return _on_the_list(event, guest(event, state), _planned(MEETING_NOW), state)


def reminded():
    event = meeting()
    MeetingAccessFactory(event=event, link="https://meet.example.org/1")
    return _on_the_list(event, guest(event), _planned(START - 2 * DAY))


def reminded_as_focal_point():
    seat, _event = _focal_points_meeting()
    return answering(seat, _planned(START - 2 * DAY), other_side(seat))


def asked_for_a_report():
    reader = PersonFactory(user=roles.staff())
    meeting(logged_by=reader.user, state=EventState.CONFIRMED)
    return Staged(reader, _planned(START))
