"""What an invitation to a meeting says."""

from datetime import UTC, datetime

import pytest

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from events.enums import EventState, ParticipationState
from events.models import Participation
from followup.mails.invitations import invitation
from followup.operations import invitations
from notifications.mails import Link, Quote, Section
from notifications.models import Message
from notifications.operations.batches import send_batch
from tests.factories import roles
from tests.factories.events import AgendaItemFactory, OrganizerFactory
from tests.factories.network import HonorificFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import coordinator
from tests.followup.meetings import DAY, NOW, START, guest, invite, meeting, move, pass_time

pytestmark = pytest.mark.django_db


def test_an_invitation_says_what_when_where_who_invites_and_asks():
    college = OrganizationFactory(name="Guangzhou College")
    PersonFactory(user=coordinator(college.country), recipient__email="nc@ilo.example")
    event = meeting(goal="Agree on the next steps")
    OrganizerFactory(event=event, organization=college)
    OrganizerFactory(event=event, organization=college, role="host")
    person = guest(event, name="Sok Dara", recipient__time_zone="Asia/Yangon")

    mail = invitation(invite(event, person))

    link = ActionLink.objects.get()
    token = links.token_of(link)
    url = f"https://network.example/r/{token}/"
    assert mail.subject == (
        "Invitation: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)"
    )
    assert mail.sections == (
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
    assert (mail.to_name, mail.reply_to) == ("Sok Dara", "nc@ilo.example")
    assert (mail.secrets, mail.remarks) == ((token,), ())
    assert mail.invitation.method == "REQUEST"
    assert b"METHOD:REQUEST" in mail.invitation.octets
    assert b":mailto:nc@ilo.example" in mail.invitation.octets
    assert (link.purpose, link.holder, link.target) == (
        LinkPurpose.ANSWER_INVITATION,
        person,
        event,
    )
    assert link.expires_at == datetime(2026, 12, 12, tzinfo=UTC)


def test_who_was_approved_before_the_invitation_finds_it_accepted_in_their_calendar():
    event = meeting()
    mail = invitation(invite(event, guest(event, ParticipationState.APPROVED)))

    assert b"PARTSTAT=ACCEPTED" in mail.invitation.octets


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


def by_staff(event, person, note=""):
    """Return an invitation that somebody of the staff sends in person."""
    user = roles.staff()
    PersonFactory(
        user=user,
        name="Ana Lim",
        honorific=HonorificFactory(name="Ms"),
        recipient__email="lim@ilo.example",
    )
    invitations.send(event, [person], note=note, by=user, now=NOW)
    return Message.objects.get()


def test_it_says_who_invites_with_an_address_and_their_own_words():
    event = meeting()
    OrganizerFactory(event=event, organization=OrganizationFactory(name="Guangzhou College"))

    mail = invitation(by_staff(event, guest(event), " It is about the new plan.\n\nAna "))

    [section] = mail.sections
    assert section.quote == Quote("Ms Ana Lim writes:", "It is about the new plan.\n\nAna")
    assert ("Invited by", "Ms Ana Lim, lim@ilo.example") in section.facts
    assert ("Organizers", "Guangzhou College") in section.facts
    assert mail.reply_to == "lim@ilo.example"


def test_calendars_answer_the_coordinator_whoever_invites():
    """Programs refuse a change by another organizer than the one of the invitation."""
    college = OrganizationFactory()
    PersonFactory(user=coordinator(college.country), recipient__email="nc@ilo.example")
    event = meeting()
    OrganizerFactory(event=event, organization=college)

    mail = invitation(by_staff(event, guest(event)))

    assert b":mailto:nc@ilo.example" in mail.invitation.octets


def test_the_words_of_who_has_left_stand_without_a_name():
    event = meeting()
    message = by_staff(event, guest(event), "Please come.")
    message.author.is_active = False
    message.author.save()

    [section] = invitation(message).sections

    assert section.quote == Quote("A note for you:", "Please come.")
    assert "Invited by" not in dict(section.facts)


def test_note_and_agenda_stand_in_both_parts_of_the_mail(mail_of):
    event = meeting()
    AgendaItemFactory(event=event, title="Opening & welcome", starts_at=START)

    mail = mail_of(by_staff(event, guest(event), "Line <one>\nLine two"))

    assert "Ms Ana Lim writes:\n\nLine <one>\nLine two\n" in mail.body
    assert "\n  Agenda, in the time of Bangkok (GMT+7):\n  14:00  Opening & welcome\n" in mail.body
    [html] = [each.content for each in mail.alternatives if each.mimetype == "text/html"]
    assert "<p>Line &lt;one&gt;<br>Line two</p>" in html
    assert '<span class="name">14:00</span> Opening &amp; welcome' in html


def test_a_change_before_it_was_read_brings_it_again_with_the_note():
    event = meeting()
    by_staff(event, guest(event), "Please come.")
    move(event)

    pass_time(NOW)

    again = Message.objects.get(key__startswith=f"meeting-invitation:{event.pk}:2:")
    assert (again.note, str(again.author)) == ("Please come.", again.author.name)
