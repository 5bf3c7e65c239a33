"""The meeting link."""

import pytest
import time_machine
from django.urls import reverse

from events.models import MeetingAccess
from events.operations import meeting_access
from tests.factories import roles
from tests.factories.events import EventFactory, MeetingAccessFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import NOW, guest, meeting, pass_time

pytestmark = pytest.mark.django_db

SECRET = "https://meet.example.org/secret-room"


def url_of(event):
    return reverse("followup:meeting-link", args=[event.pk])


def test_staff_keep_the_link(signed_in):
    event = EventFactory(confirmed=True)

    asked = signed_in(roles.staff()).get(url_of(event))
    answered = signed_in(roles.staff()).post(url_of(event), {"link": SECRET, "passcode": "1234"})

    assert (asked.status_code, answered.status_code) == (200, 302)
    assert list(MeetingAccess.objects.values_list("event", "link", "passcode")) == [
        (event.pk, SECRET, "1234")
    ]


def test_the_known_link_is_shown_to_those_who_change_it(signed_in):
    access = MeetingAccessFactory(link=SECRET)

    assert SECRET in signed_in(roles.staff()).get(url_of(access.event)).content.decode()


def test_a_focal_point_never_sees_nor_sets_it(signed_in):
    side = OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side])])
    MeetingAccessFactory(event=event, link=SECRET)
    client = signed_in(roles.focal_point(side))

    assert client.get(url_of(event)).status_code == 403
    assert client.post(url_of(event), {"link": "https://x.example"}).status_code == 403
    assert MeetingAccess.objects.get().link == SECRET


@pytest.fixture
def event():
    """Return a meeting that is near, with two confirmed participants and one who is invited."""
    with time_machine.travel(NOW, tick=False):
        event = meeting()
        for name in ("Sok Dara", "Liu Yutong"):
            guest(event, "approved", name=name)
        guest(event, "invited", name="Maria Reyes")
        yield event


@pytest.mark.parametrize("htmx", [True, False])
def test_a_link_that_goes_to_many_comes_back_with_their_names(signed_in, event, htmx):
    client = signed_in(roles.staff(), htmx=htmx)

    response = client.post(url_of(event), {"link": SECRET, "passcode": "1234"})

    page = response.content.decode()
    assert (response.status_code, MeetingAccess.objects.exists()) == (200, False)
    for words in (
        "Nothing is saved yet",
        "2 confirmed participants will get a mail with this link",
        "Sok Dara",
        "Liu Yutong",
        "Save and send 2 mails",
        f'value="{SECRET}"',
        'value="1234"',
    ):
        assert words in page
    form = page.partition('action="' if htmx else '<form class="form"')[2]
    assert "Maria Reyes" not in form.partition("</form>")[0]
    assert "Save the link" not in page


@pytest.mark.parametrize("htmx", [True, False])
def test_the_second_button_saves_the_link_and_says_how_many_mails_go_out(signed_in, event, htmx):
    client = signed_in(roles.staff(), htmx=htmx)

    response = client.post(url_of(event), {"link": SECRET, "notices_confirmed": "yes"}, follow=True)

    assert MeetingAccess.objects.get().link == SECRET
    words = "Meeting link saved. 2 people will get a mail about this."
    assert words in response.content.decode()


def test_who_has_the_link_already_is_not_counted_again(signed_in, event):
    meeting_access.set_link(event, link=SECRET, by=None)
    pass_time(NOW)
    guest(event, "approved", name="Nok Somchai")

    again = signed_in(roles.staff()).post(url_of(event), {"link": SECRET})
    another = signed_in(roles.staff()).post(url_of(event), {"link": f"{SECRET}-2"})

    assert again.status_code == 302
    assert "3 confirmed participants will get a mail" in another.content.decode()


def test_a_wrong_link_is_asked_for_before_anything_else(signed_in, event):
    response = signed_in(roles.staff()).post(url_of(event), {"link": "no link"})

    assert response.status_code == 422
    assert "get a mail" not in response.content.decode()


def test_a_link_that_reaches_nobody_who_is_expected_is_not_saved_without_a_word(signed_in):
    with time_machine.travel(NOW, tick=False):
        event = meeting()
        guest(event, "approved", name="Sok Dara", recipient__email="")
        client = signed_in(roles.staff())

        page = client.post(url_of(event), {"link": SECRET}).content.decode()
        assert "Nobody gets a mail with this link." in page
        assert "Add an address" in page
        assert not MeetingAccess.objects.exists()

        client.post(url_of(event), {"link": SECRET, "notices_confirmed": "yes"})
        assert MeetingAccess.objects.get().link == SECRET
