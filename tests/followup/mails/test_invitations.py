"""What an invitation to a meeting says."""

from datetime import UTC, datetime

import pytest

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from events.enums import EventState, ParticipationState
from events.models import Participation
from followup.mails.invitations import invitation
from notifications.mails import Link, Section
from notifications.operations.batches import send_batch
from tests.factories.events import OrganizerFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.roles import coordinator
from tests.followup.meetings import DAY, NOW, guest, invite, meeting

pytestmark = pytest.mark.django_db


def test_an_invitation_says_what_when_where_who_invites_and_asks():
    college = OrganizationFactory(name="Guangzhou College")
    PersonFactory(user=coordinator(college.country), recipient__email="nc@ilo.example")
    event = meeting(goal="Agree on the next steps")
    OrganizerFactory(event=event, organization=college)
    OrganizerFactory(event=event, organization=college, role="host")
    person = guest(event, name="Sok Dara", recipient__time_zone="Asia/Yangon")

    letter = invitation(invite(event, person))

    link = ActionLink.objects.get()
    token = links.token_of(link)
    url = f"https://network.example/r/{token}/"
    assert letter.subject == (
        "Invitation: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)"
    )
    assert letter.sections == (
        Section(
            lede="You are invited to this meeting:",
            title="Peer workshop: GZITTC - NPIC",
            facts=(
                ("When", "Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)"),
                ("In your time", "13:30\N{EN DASH}16:30 Yangon (GMT+6:30)"),
                ("How", "Online"),
                ("Where", "Zoom"),
                ("Invited by", "Guangzhou College"),
                ("Goal", "Agree on the next steps"),
            ),
            ask="Will you come? Choose one answer:",
            links=(
                Link("Yes, I will come", f"{url}?a=yes"),
                Link("No, I cannot come", f"{url}?a=no"),
                Link("Somebody else will come", f"{url}?a=else"),
            ),
            note=(
                "This link is only for you. You need no password. The link opens a form. Your "
                "answer counts when you send the form."
            ),
        ),
    )
    assert (letter.to_name, letter.reply_to) == ("Sok Dara", "nc@ilo.example")
    assert (letter.secrets, letter.remarks) == ((token,), ())
    assert letter.invitation.method == "REQUEST"
    assert b"METHOD:REQUEST" in letter.invitation.octets
    assert b":mailto:nc@ilo.example" in letter.invitation.octets
    assert (link.purpose, link.holder, link.target) == (
        LinkPurpose.ANSWER_INVITATION,
        person,
        event,
    )
    assert link.expires_at == datetime(2026, 12, 12, tzinfo=UTC)


def test_who_was_approved_before_the_invitation_finds_it_accepted_in_their_calendar():
    event = meeting()
    letter = invitation(invite(event, guest(event, ParticipationState.APPROVED)))

    assert b"PARTSTAT=ACCEPTED" in letter.invitation.octets


def test_an_invitation_that_is_written_twice_is_the_same():
    event = meeting()
    message = invite(event, guest(event))

    assert invitation(message) == invitation(message)


@pytest.mark.parametrize(
    "change",
    [
        {"state": EventState.CANCELLED, "reason": "Flood"},
        {"state": EventState.POSTPONED, "reason": "Flood"},
        {"state": EventState.HELD},
        {"revision": 2},
        {"day": None, "starts_at": None, "ends_at": None},
    ],
    ids=["cancelled", "postponed", "held", "moved", "no day"],
)
def test_nobody_is_invited_to_what_does_not_hold_any_more(change):
    event = meeting()
    message = invite(event, guest(event))
    for name, value in change.items():
        setattr(event, name, value)
    event.save()

    assert invitation(message) is None


def test_who_is_not_on_the_list_any_more_is_not_invited():
    event = meeting()
    message = invite(event, guest(event))
    Participation.objects.all().delete()

    assert invitation(message) is None


def test_it_leaves_by_the_outbox_small_and_keeps_no_token_there(mailoutbox):
    event = meeting(goal="Agree on the next steps")
    message = invite(event, guest(event))

    send_batch(clock=lambda: NOW + DAY)

    message.refresh_from_db()
    [mail] = mailoutbox
    token = links.token_of(ActionLink.objects.get())
    assert token in mail.body
    assert token not in message.body
    assert len(mail.message().as_bytes()) < 10_000
