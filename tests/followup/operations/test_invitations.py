"""Invitations to a meeting: shown before they go, then planned for each person once."""

import pytest

from accounts.models import ActionLink
from events.enums import EventState, ParticipationState
from followup.models import ReminderSchedule
from followup.operations import invitations
from followup.operations.invitations import Inviter, NotReadyError
from followup.queries.invitations import guests
from notifications.models import Message
from notifications.wording import reason_of
from tests.factories.events import OrganizerFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.followup.meetings import NOW, START, guest, meeting
from tests.followup.planning import is_scheduled

pytestmark = pytest.mark.django_db


def send(event, *people):
    return invitations.send(event, people, by=None, now=NOW)


def test_one_invitation_is_planned_for_each_of_those_chosen():
    event = meeting()
    chosen, left_out = guest(event), guest(event)

    assert send(event, chosen) == 1
    assert send(event, chosen) == 0

    message = Message.objects.get()
    assert message.key == f"meeting-invitation:{event.pk}:1:{chosen.recipient.pk}"
    assert (message.about, message.kind) == (event, "events.invitation")
    assert (message.not_after, message.urgency) == (START, "calm")
    assert reason_of(message) == "Is on the list of participants"
    assert left_out.recipient.messages.count() == 0


def test_a_focal_point_is_told_for_whom():
    event = meeting()
    focal_point = FocalPointFactory(organization__name="NPIC")
    OrganizerFactory(event=event, organization=focal_point.organization)

    send(event, focal_point.person)

    assert reason_of(Message.objects.get()) == "Is a focal point of NPIC"


def test_whom_the_meeting_does_not_concern_gets_nothing():
    event = meeting()
    guest(event)

    assert send(event, PersonFactory()) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ParticipationState.INVITED, ParticipationState.INVITED),
        (ParticipationState.REGISTERED, ParticipationState.REGISTERED),
        (ParticipationState.APPROVED, ParticipationState.APPROVED),
        (ParticipationState.ATTENDED, ParticipationState.INVITED),
    ],
)
def test_nobody_is_put_back_but_who_cannot_have_been_there_yet(before, after):
    event = meeting()
    person = guest(event, before)

    send(event, person)

    assert event.participations.get(person=person).state == after


def test_a_meeting_that_is_not_confirmed_sends_nothing():
    event = meeting(state=EventState.PLANNED)

    with pytest.raises(NotReadyError):
        send(event, guest(event))
    assert not Message.objects.exists()


def test_the_planner_looks_again():
    event = meeting()
    person = guest(event)
    ReminderSchedule.objects.all().delete()

    send(event, person)

    assert is_scheduled(event)


def test_the_preview_is_the_mail_without_its_link_and_keeps_nothing(settings):
    settings.SITE_URL = "https://network.example"
    event = meeting()
    guest(event, name="Sok Dara", recipient__time_zone="Asia/Yangon")
    [first] = guests(event).to_invite

    sample = invitations.preview(event, first, Inviter(None))

    assert sample.person == first.person
    assert sample.subject.startswith("Invitation: Peer workshop: GZITTC - NPIC, 10 Dec 2026")
    for words in ("Dear Sok Dara", "13:30", "https://network.example/r/…/?a=yes"):
        assert words in sample.text
    assert not ActionLink.objects.exists()
    assert not Message.objects.exists()


def test_there_is_no_preview_of_a_meeting_that_was_called_off():
    event = meeting()
    guest(event)
    [first] = guests(event).to_invite
    event.state, event.reason = EventState.CANCELLED, "Floods"
    event.save()

    assert invitations.preview(event, first, Inviter(None)) is None
