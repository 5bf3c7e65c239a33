"""The page that asks before invitations go out."""

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts.models import ActionLink
from events.enums import EventState
from notifications.enums import MessageState
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import NOW, guest, invite, meeting, unlink

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def address(event):
    return reverse("followup:invitation-send", args=[event.pk])


def test_the_page_shows_to_whom_what_and_who_is_not_reached(signed_in):
    event = meeting()
    guest(event, name="Sok Dara", recipient__email="sok@npic.example")
    guest(event, name="No Address", recipient__email="")
    invite(event, guest(event, name="Liu Yutong"))

    page = signed_in(roles.staff()).get(address(event)).content.decode()

    for words in (
        "sok@npic.example",
        "English",
        "Has no e-mail address",
        "Invitations and answers",
        "Liu Yutong",
        "Invitation: Peer workshop",
        "Dear Sok Dara",
    ):
        assert words in page


def test_looking_sends_nothing_and_makes_no_link(signed_in):
    event = meeting()
    guest(event)

    signed_in(roles.staff()).get(address(event))

    assert not Message.objects.exists()
    assert not ActionLink.objects.exists()


def test_the_ticked_get_their_invitation_and_the_outbox_is_one_click_away(signed_in):
    event = meeting()
    chosen, left_out = guest(event), guest(event)

    page = signed_in(roles.staff()).post(address(event), {"people": [chosen.pk]}, follow=True)

    outbox = reverse("notifications:messages-about", args=["events.event", event.pk])
    assert "1 invitation will go out." in page.content.decode()
    assert f'<a href="{outbox}">See it in the outbox.</a>' in page.content.decode()
    assert Message.objects.get().recipient == chosen.recipient
    assert left_out.recipient.messages.count() == 0


@pytest.mark.parametrize(
    ("zones", "words"),
    [
        (["Asia/Bangkok", "Asia/Bangkok"], "2 invitations will go out. <a"),
        (["Asia/Bangkok", "America/New_York"], "2 invitations will go out. <a"),
        (
            ["America/New_York", "America/New_York"],
            "2 invitations will go out in the morning. <a",
        ),
        (["America/New_York"], "1 invitation will go out in the morning. <a"),
    ],
)
def test_when_all_are_asleep_the_page_says_that_it_waits_for_the_morning(signed_in, zones, words):
    event = meeting()
    people = [guest(event, recipient__time_zone=zone).pk for zone in zones]

    page = signed_in(roles.staff()).post(address(event), {"people": people}, follow=True)

    assert words in page.content.decode()


def test_nobody_ticked_is_asked_again(signed_in):
    event = meeting()
    guest(event)

    response = signed_in(roles.staff()).post(address(event), {})

    assert response.status_code == 422
    assert "Choose at least one person." in response.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_meeting_that_is_not_sure_says_why_nothing_goes_out(signed_in, method):
    event = meeting(state=EventState.PLANNED)
    data = {"people": [guest(event).pk]}

    response = getattr(signed_in(roles.staff()), method)(address(event), data)

    assert "Enter the day and confirm the meeting first." in response.content.decode()
    assert response.status_code == (422 if method == "post" else 200)
    assert not Message.objects.exists()


def test_when_everybody_is_invited_the_page_says_so(signed_in):
    event = meeting()
    invite(event, guest(event))

    page = signed_in(roles.staff()).get(address(event)).content.decode()

    assert "Everybody with an address has an invitation." in page
    assert "No answer yet" in page


def test_an_invitation_that_did_not_arrive_is_not_called_one(signed_in):
    event = meeting()
    message = invite(event, guest(event, name="Sok Dara"))
    Message.objects.update(state=MessageState.FAILED)

    page = signed_in(roles.staff()).get(address(event)).content.decode()

    assert "Everybody with an address" not in page
    assert "1 person did not get the invitation" in page
    assert f'href="{reverse("notifications:message-detail", args=[message.pk])}"' in page


def test_a_meeting_of_nobody_does_not_say_that_everybody_is_invited(signed_in):
    page = signed_in(roles.staff()).get(address(meeting())).content.decode()

    assert "Everybody with an address" not in page
    assert "Nobody on the list has an address that works." in page


def test_who_declined_is_shown_without_an_invitation(signed_in):
    event = meeting()
    guest(event, "declined", name="Sok Dara")

    page = signed_in(roles.staff()).get(address(event)).content.decode()

    shown = page.partition('id="invited"')[2]
    assert "Sok Dara" in shown
    assert "Answer: no" in shown


@pytest.mark.parametrize("is_left", [True, False])
def test_the_yellow_button_invites_while_somebody_is_left_to_invite(signed_in, is_left):
    event = meeting()
    invite(event, guest(event))
    if is_left:
        guest(event)

    client = signed_in(roles.staff())
    page = client.get(event.get_absolute_url()).content.decode()
    button = client.get(address(event), headers={"hx-request": "true"}).content.decode()

    assert f'hx-get="{address(event)}"' in page
    assert ("btn-primary" in button) == is_left
    assert f'href="{address(event)}"' in button
    assert "<h1" not in button


def test_who_may_not_confirm_the_meeting_invites_nobody(signed_in):
    college = OrganizationFactory()
    event = meeting(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])

    assert signed_in(roles.focal_point(college)).get(address(event)).status_code == 403


def test_a_meeting_that_is_confirmed_leads_to_its_invitations(signed_in):
    event = meeting(state=EventState.PLANNED)
    client = signed_in(roles.staff())

    response = client.post(reverse("followup:event-confirm", args=[event.pk]))

    assert response.url == address(event)


@pytest.mark.parametrize(
    ("state", "offered"), [(EventState.CONFIRMED, True), (EventState.PLANNED, False)]
)
def test_the_page_of_a_confirmed_meeting_offers_invitations(signed_in, state, offered):
    event = meeting(state=state)

    page = signed_in(roles.staff()).get(event.get_absolute_url()).content.decode()

    assert (address(event) in page) == offered


def test_who_has_no_address_is_not_counted_and_gets_one_on_the_page(signed_in):
    event = meeting()
    person = guest(event, name="Sok Dara", recipient__email="")
    row = unlink(event.participations.create(name="Liu Yutong", state="invited"))
    client = signed_in(roles.staff())

    page = client.get(address(event)).content.decode()
    assert "E-mail address of Sok Dara" in page
    assert "E-mail address of Liu Yutong" in page
    assert "Everybody with an address" not in page

    addresses = {
        f"address-of-person-{person.pk}": "sok@npic.example",
        f"address-of-name-{row.pk}": "liu@gzittc.example",
    }
    answer = client.post(address(event), addresses, follow=True)

    assert "2 invitations will go out." in answer.content.decode()
    assert set(Message.objects.values_list("recipient__email", flat=True)) == set(
        addresses.values()
    )


def test_a_name_with_another_address_in_the_directory_is_refused_and_nothing_is_saved(signed_in):
    event = meeting()
    PersonFactory(name="Liu Yutong", recipient__email="liu@gzittc.example")
    row = unlink(event.participations.create(name="Liu Yutong", state="invited"))

    answer = signed_in(roles.staff()).post(
        address(event), {f"address-of-name-{row.pk}": "other@gzittc.example"}
    )

    assert answer.status_code == 422
    assert "is in the directory with another address" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_coordinator_is_told_of_whom_they_may_not_edit_without_a_field(signed_in):
    laos = CountryFactory(laos=True)
    event = meeting(
        pairings=[
            PairingFactory(parties=[OrganizationFactory(country=laos), OrganizationFactory()])
        ]
    )
    stranger = guest(event, name="Sok Dara", recipient__email="", works_at=OrganizationFactory())

    page = signed_in(roles.coordinator(laos)).get(address(event)).content.decode()

    assert "Has no e-mail address" in page
    assert f"address-of-person-{stranger.pk}" not in page


def test_the_note_goes_along_and_stands_on_the_page_of_the_message(signed_in):
    event = meeting()
    person = guest(event)
    user = roles.staff()
    client = signed_in(user)

    client.post(address(event), {"people": [person.pk], "note": "It is about the plan."})

    message = Message.objects.get()
    assert (message.note, message.author) == ("It is about the plan.", user)
    page = client.get(message.get_absolute_url()).content.decode()
    assert "It is about the plan." in page
    assert user.name in page


def test_the_same_page_sent_twice_counts_once_and_says_so(signed_in):
    event = meeting()
    data = {"people": [guest(event).pk], "submission": str(uuid4())}
    client = signed_in(roles.staff())

    client.post(address(event), data)
    again = client.post(address(event), data, follow=True)

    assert "You sent these invitations already." in again.content.decode()
    assert Message.objects.count() == 1
