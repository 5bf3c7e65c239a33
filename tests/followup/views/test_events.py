"""The acts that people hear of: the page says to whom a mail goes, and asks."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from events.enums import EventState
from followup.queries import notices
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, official, staff
from tests.followup.meetings import NOW, guest, meeting, sent
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def event():
    """Return a meeting of which two people know."""
    event = meeting()
    for name in ("Sok Dara", "Liu Yutong"):
        sent(event, guest(event, name=name))
    return event


def url(verb, event):
    return reverse(f"followup:event-{verb}", args=[event.pk])


def edited(event, **changed):
    """Return the edit form as a browser sends it."""
    zone = ZoneInfo(event.time_zone)
    hours = {"starts": event.starts_at, "ends": event.ends_at}
    return {
        "title": event.title,
        "type": event.type_id,
        "day": event.day,
        "modality": event.modality,
        "platform": event.platform,
        "time_zone": event.time_zone,
        **{name: at.astimezone(zone).strftime("%H:%M") for name, at in hours.items() if at},
        **changed,
    }


def test_a_change_that_many_hear_of_comes_back_with_their_names(signed_in, event):
    response = signed_in(staff()).post(url("edit", event), edited(event, place="Vientiane"))

    event.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, event.place) == (200, "")
    for words in (
        "2 people know about this meeting.",
        "Sok Dara",
        "Liu Yutong",
        "Save and send 2 mails",
        'value="Vientiane"',
    ):
        assert words in page
    assert page.count("btn-primary") == 1
    assert "Save changes" not in page


def test_the_second_button_saves_and_says_how_many_mails_go_out(signed_in, event):
    data = edited(event, place="Vientiane", notices_confirmed="yes")

    response = signed_in(staff()).post(url("edit", event), data, follow=True)

    event.refresh_from_db()
    assert response.redirect_chain == [(event.get_absolute_url(), 302)]
    assert "saved. 2 people will get a mail about this." in response.content.decode()
    assert (event.place, event.revision) == ("Vientiane", 2)


def test_what_nobody_was_told_is_saved_at_once(signed_in, event):
    data = edited(event, goal="Robots", title="Another title")

    assert signed_in(staff()).post(url("edit", event), data).status_code == 302


def test_a_meeting_of_which_nobody_knows_is_moved_at_once(signed_in):
    event = meeting()
    guest(event)

    response = signed_in(staff()).post(url("edit", event), edited(event, day="2026-12-11"))

    assert response.status_code == 302


def test_a_wrong_answer_is_asked_for_before_anything_else(signed_in, event):
    response = signed_in(staff()).post(url("edit", event), edited(event, title="", place="There"))

    assert response.status_code == 422
    assert "know about this meeting" not in response.content.decode()


@pytest.mark.parametrize("verb", ["postpone", "cancel"])
def test_who_hears_that_it_is_called_off_is_named_before_the_button(signed_in, event, verb):
    page = signed_in(staff()).get(url(verb, event)).content.decode()

    assert page.index("2 people know") < page.index("Sok Dara") < page.index("Go back")


@pytest.mark.parametrize(
    ("verb", "news", "done"),
    [
        ("postpone", "that the meeting is postponed", "Meeting postponed."),
        ("cancel", "that the meeting will not take place", "Meeting cancelled."),
    ],
)
def test_what_they_hear_is_said_before_and_how_many_they_are_after(
    signed_in, event, verb, news, done
):
    client = signed_in(staff())

    before = client.get(url(verb, event)).content.decode()
    after = client.post(url(verb, event), {"reason": "Floods"}, follow=True).content.decode()

    assert f"They will get a mail {news}." in before
    assert f"{done} 2 people will get a mail about this." in after


def test_the_names_have_their_address_and_the_language_of_their_mails(signed_in, event):
    sent(event, guest(event, recipient__email="sok@npic.example"))

    page = signed_in(staff()).get(url("cancel", event)).content.decode()

    assert "sok@npic.example" in page
    assert page.count("<span>English</span>") == 3


def test_who_is_reminded_is_folded_below_their_number(signed_in):
    event = meeting(state=EventState.PLANNED)
    guest(event, name="Sok Dara", recipient__email="sok@npic.example")

    page = signed_in(staff()).get(url("confirm", event)).content.decode()

    assert "1 person gets a reminder before the day" in page
    folded = page.partition('<details class="details"')[2].partition("</details>")[0]
    assert "sok@npic.example" in folded
    assert "will get a mail" not in page


def test_who_waits_for_the_day_hears_that_it_is_confirmed(signed_in):
    event = meeting(state=EventState.PLANNED)
    sent(event, guest(event), notices.CANCELLATION)
    client = signed_in(staff())

    before = client.get(url("confirm", event)).content.decode()
    after = client.post(url("confirm", event), follow=True).content.decode()

    assert "They will get a mail that the meeting will take place." in before
    assert "1 person will get a mail about this." in after


@pytest.mark.parametrize("verb", ["postpone", "cancel"])
def test_a_meeting_of_which_nobody_knows_asks_nothing_more(signed_in, verb):
    page = signed_in(staff()).get(url(verb, meeting())).content.decode()

    assert "know about this meeting" not in page


def test_reminders_of_its_own_are_saved_with_the_meeting(signed_in):
    event = meeting()
    client = signed_in(staff())

    shown = client.get(url("edit", event)).content.decode()
    client.post(url("edit", event), edited(event, remind="own", remind_at=["4320", "180"]))

    event.refresh_from_db()
    assert "When do we remind people?" in shown
    assert event.reminders == [4320, 180]
    assert event.state == EventState.CONFIRMED


def test_an_event_is_edited(signed_in):
    event = EventFactory()
    client = signed_in(staff())

    assert client.get(url("edit", event)).status_code == 200
    response = client.post(url("edit", event), edited(event, title="New", goal="Robots"))

    event.refresh_from_db()
    assert response.headers["Location"] == event.get_absolute_url()
    assert (event.title, event.goal) == ("New", "Robots")


def test_an_edit_that_cannot_be_shows_what_was_typed(signed_in):
    event = EventFactory()

    response = signed_in(staff()).post(url("edit", event), edited(event, title="", goal="Robots"))

    assert response.status_code == 422
    assert "Enter a title." in response.content.decode()
    assert "Robots" in response.content.decode()


def test_an_edit_that_the_rules_refuse_says_why(signed_in):
    event = EventFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)

    refused = signed_in(staff()).post(url("edit", event), edited(event, day=tomorrow))

    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors() == [
        "This day is in the future, so the meeting has not taken place yet."
    ]


@pytest.mark.parametrize(
    ("verb", "before", "sent", "after"),
    [
        ("confirm", EventState.PLANNED, {}, EventState.CONFIRMED),
        ("postpone", EventState.CONFIRMED, {"reason": "Floods"}, EventState.POSTPONED),
        ("cancel", EventState.PLANNED, {"reason": "Floods"}, EventState.CANCELLED),
    ],
)
def test_a_step_asks_first_and_then_is_taken(signed_in, verb, before, sent, after):
    event = EventFactory(state=before)
    client = signed_in(staff())

    asked = client.get(url(verb, event))
    event.refresh_from_db()
    state_when_asked = event.state
    taken = client.post(url(verb, event), sent)

    event.refresh_from_db()
    assert (asked.status_code, state_when_asked) == (200, before)
    assert (taken.status_code, event.state) == (302, after)


def test_a_step_without_its_reason_is_asked_again(signed_in):
    event = EventFactory(confirmed=True)

    response = signed_in(staff()).post(url("cancel", event), {"reason": ""})

    event.refresh_from_db()
    assert (response.status_code, event.state) == (422, EventState.CONFIRMED)
    assert "Say why the meeting does not take place." in response.content.decode()


def test_a_step_that_is_refused_says_why(signed_in):
    event = EventFactory()

    response = signed_in(staff()).post(url("confirm", event))

    assert response.status_code == 422
    assert "This meeting is “Held”." in response.content.decode()


STEPS = ["edit", "confirm", "postpone", "cancel"]


@pytest.mark.parametrize("verb", STEPS)
def test_who_sees_an_event_does_not_run_it(signed_in, verb):
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    event = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])

    assert signed_in(official(country)).get(url(verb, event)).status_code == 403
    assert signed_in(focal_point(college)).get(url(verb, event)).status_code == 403


@pytest.mark.parametrize("verb", STEPS)
def test_what_does_not_concern_one_is_not_found(signed_in, verb):
    event = EventFactory()

    response = signed_in(coordinator(CountryFactory())).get(url(verb, event))

    assert response.status_code == 404


@pytest.mark.parametrize("verb", ["postpone", "cancel", "confirm"])
def test_whom_no_mail_reaches_is_named_and_counted_by_nobody(signed_in, verb):
    event = meeting(state=EventState.PLANNED)
    sent(event, guest(event, name="Sok Dara"))
    sent(event, guest(event, name="Liu Yutong", recipient__email=""))

    page = signed_in(staff()).get(url(verb, event)).content.decode()

    assert "We cannot write to 1 of the expected people" in page
    assert "E-mail address of Liu Yutong" in page
    assert "2 people" not in page


def test_an_address_that_is_added_there_is_used(signed_in):
    event = meeting(state=EventState.PLANNED)
    person = guest(event, name="Liu Yutong", recipient__email="")
    address = {f"address-of-person-{person.pk}": "liu@gzittc.example"}

    response = signed_in(staff()).post(url("confirm", event), address)

    person.recipient.refresh_from_db()
    event.refresh_from_db()
    assert response.status_code == 302
    assert (event.state, person.recipient.email) == ("confirmed", "liu@gzittc.example")


def test_an_address_that_cannot_be_read_is_asked_for_again_and_nothing_is_done(signed_in):
    event = meeting(state=EventState.PLANNED)
    person = guest(event, recipient__email="")
    address = {f"address-of-person-{person.pk}": "liu at gzittc"}

    response = signed_in(staff()).post(url("confirm", event), address)

    event.refresh_from_db()
    assert (response.status_code, event.state) == (422, "planned")
    assert "Write the whole address: name@school.edu." in response.content.decode()


def test_a_change_names_whom_no_mail_reaches_beside_those_who_hear_of_it(signed_in, event):
    person = guest(event, name="Chan Thida", recipient__email="")
    data = edited(event, place="Vientiane")
    client = signed_in(staff())

    page = client.post(url("edit", event), data).content.decode()
    assert "Save and send 2 mails" in page
    assert "E-mail address of Chan Thida" in page

    address = {f"address-of-person-{person.pk}": "thida@npic.example"}
    client.post(url("edit", event), data | address | {"notices_confirmed": "yes"})
    person.recipient.refresh_from_db()
    assert person.recipient.email == "thida@npic.example"


@pytest.mark.parametrize("is_closed", [False, True])
def test_who_alone_knows_of_a_meeting_and_lacks_an_address_is_asked_about(signed_in, is_closed):
    event = meeting()
    person = guest(event, name="Chan Thida", recipient__email="")
    if is_closed:
        person.user = UserFactory(is_active=False)
        person.save()
    sent(event, person)
    guest(event, name="Not told", recipient__email="")
    data, client = edited(event, place="Vientiane"), signed_in(staff())

    response = client.post(url("edit", event), data)

    event.refresh_from_db()
    if is_closed:
        assert (response.status_code, event.place) == (302, "Vientiane")
        return
    page = response.content.decode()
    assert (response.status_code, event.place) == (200, "")
    assert "We cannot write to them." in page
    assert "E-mail address of Chan Thida" in page
    assert "Save changes" in page

    address = {f"address-of-person-{person.pk}": "thida@npic.example"}
    client.post(url("edit", event), data | address | {"notices_confirmed": "yes"})
    plan_meetings(now=NOW)
    told = Message.objects.get(kind=notices.CHANGE)
    assert told.recipient.email == "thida@npic.example"
