"""An invitation answered from a link in a mail: no password, nothing changed by looking."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from audit.queries import history
from events.enums import EventState, ParticipationState
from events.models import Participation
from network.models import Person
from notifications.models import Message
from notifications.operations.batches import send_batch
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, MeetingAccessFactory, ParticipationFactory
from tests.factories.network import PersonFactory
from tests.followup.meetings import HOUR, guest
from tests.followup.planning import plan_meetings
from tests.mailed_links import KEPT_TO_ITS_READER, UNKNOWN

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
STARTS = datetime(2026, 12, 10, 7, tzinfo=UTC)
NAMED_AN_HOUR = 5


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def event():
    return EventFactory(
        confirmed=True,
        title="Peer workshop",
        day=STARTS.date(),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=3),
        platform="Zoom",
    )


@pytest.fixture
def own(event):
    person = PersonFactory(name="Sok Dara", recipient__time_zone="Asia/Yangon")
    return ParticipationFactory(event=event, person=person, state=ParticipationState.INVITED)


def address(own, purpose=LinkPurpose.ANSWER_INVITATION):
    link = links.issue(
        purpose=purpose, holder=own.person, target=own.event, expires_at=NOW + timedelta(days=16)
    )
    return reverse("followup:reply-by-link", args=[links.token_of(link)])


def test_the_page_says_for_whom_what_when_in_both_clocks_and_where(mail_client, own):
    page = mail_client.get(address(own)).content.decode()

    for words in (
        "Sok Dara",
        "Peer workshop",
        "10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)",
        "13:30 Yangon (GMT+6:30)",
        "Online",
        "Zoom",
    ):
        assert words in page


def test_what_may_stay_empty_is_said_to_be_so(mail_client, own):
    page = mail_client.get(address(own)).content.decode()

    # Who comes instead has a name: its label does not show that it may stay empty.
    said = page.split('<div class="all-optional">')[1].split("</div>", 1)[1]
    assert said.count("(you can leave this empty)") == 2
    assert "Their e-mail" in said
    assert "Who will come?" not in said


@pytest.mark.parametrize("answer", ["yes", "no", "else"])
def test_the_address_preselects_an_answer(mail_client, own, answer):
    response = mail_client.get(f"{address(own)}?a={answer}")

    assert response.context["form"]["answer"].value() == answer


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(mail_client, own, method):
    url = address(own)
    before = ActionLink.objects.values().get()

    response = getattr(mail_client, method)(f"{url}?a=yes")

    own.refresh_from_db()
    assert response.status_code == 200
    assert own.state == ParticipationState.INVITED
    assert ActionLink.objects.values().get() == before
    assert KEPT_TO_ITS_READER.items() <= response.headers.items()
    assert not response.cookies


def test_yes_is_saved_and_the_link_is_announced_by_mail(mail_client, own):
    MeetingAccessFactory(event=own.event)

    page = mail_client.post(address(own), {"answer": "yes"}).content.decode()

    own.refresh_from_db()
    assert own.state == ParticipationState.APPROVED
    assert "Thank you. We saved your answer." in page
    assert "Yes, I will come" in page
    assert "get the meeting link by mail before the meeting" in page
    assert "secret-room" not in page
    assert ActionLink.objects.get().last_used_at == NOW


def test_no_link_is_announced_that_nobody_has(mail_client, own):
    page = mail_client.post(address(own), {"answer": "yes"}).content.decode()

    assert "get the meeting link by mail" not in page


def test_how_the_link_comes_is_said_in_the_words_of_the_organizers(mail_client, own):
    own.event.link_policy = "Sent after registration"
    own.event.save()

    page = mail_client.post(address(own), {"answer": "yes"}).content.decode()

    assert "The meeting link: Sent after registration" in page


def test_who_named_somebody_else_finds_them_again(mail_client, own):
    mail_client.post(address(own), somebody_else(1) | {"position": "Teacher"})

    page = mail_client.get(address(own)).content.decode()

    assert "Guest 1 will come instead of you" in page
    assert "No, I cannot come</dd>" not in page
    assert re.search(r'value="else"[^>]*checked', page)
    assert 'value="Guest 1"' in page
    assert 'value="Teacher"' in page
    assert "guest1@example.org" not in page


def test_who_sends_the_same_stand_in_again_changes_nothing(mail_client, own):
    mail_client.post(address(own), somebody_else(1))

    mail_client.post(address(own), somebody_else(1) | {"email": ""})

    assert [row.name for row in own.stand_ins.all()] == ["Guest 1"]
    assert own.stand_ins.get().person is not None


def test_no_is_saved_and_can_be_changed_by_the_same_link(mail_client, own):
    url = address(own)

    said = mail_client.post(url, {"answer": "no"}).content.decode()
    again = mail_client.get(url)
    mail_client.post(url, {"answer": "yes"})

    own.refresh_from_db()
    assert "meeting link by mail" not in said
    assert again.context["form"]["answer"].value() == "no"
    assert own.state == ParticipationState.APPROVED


@pytest.mark.parametrize(
    ("email", "words"),
    [("", "Please tell them"), ("t@x.example", "The organizers will write to them.")],
)
def test_somebody_else_is_named_back(mail_client, own, email, words):
    data = {"answer": "else", "name": "Chan Thida", "email": email, "position": "Teacher"}

    page = mail_client.post(address(own), data).content.decode()

    for said in ("Chan Thida", "Teacher", words):
        assert said in page
    assert Participation.objects.filter(event=own.event, name="Chan Thida").exists()


def test_a_form_that_lacks_something_comes_back_with_what_was_typed(mail_client, own):
    response = mail_client.post(address(own), {"answer": "else", "position": "Teacher"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Write who will come." in page
    assert "Teacher" in page


def test_the_history_names_who_answered_not_who_is_signed_in_there(own, signed_in):
    signed_in(roles.staff()).post(address(own), {"answer": "yes"})

    entries = history(own, reader=roles.staff())
    assert [entry.by for entry in entries if entry.verb == "changed"] == ["Sok Dara by link"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (EventState.CANCELLED, "is cancelled"),
        (EventState.POSTPONED, "is postponed"),
        (EventState.HELD, "is over"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_meeting_that_waits_for_no_answer_says_so(mail_client, own, state, words, method):
    own.event.state, own.event.reason = state, "The hall is closed"
    own.event.save()

    response = getattr(mail_client, method)(address(own), {"answer": "yes"})

    own.refresh_from_db()
    assert response.status_code == 410
    assert words in response.content.decode()
    assert own.state == ParticipationState.INVITED


def test_a_meeting_that_ends_while_the_form_is_open_refuses_and_keeps_the_answer(mail_client, own):
    url = address(own)
    with time_machine.travel(STARTS + timedelta(days=1)):
        response = mail_client.post(url, {"answer": "yes"})

    assert response.status_code == 410


def test_links_that_are_unknown_old_revoked_or_for_something_else_help_on(mail_client, own):
    url = address(own)
    token = url.split("/")[2]
    pages = [mail_client.get(reverse("followup:reply-by-link", args=[UNKNOWN]))]
    with time_machine.travel(NOW + timedelta(days=17)):
        pages.append(mail_client.get(url))
    pages.append(mail_client.get(address(own, LinkPurpose.UPDATE_PROGRESS)))
    links.revoke(links.find(token), now=NOW)
    pages.append(mail_client.post(url, {"answer": "yes"}))

    own.refresh_from_db()
    for page in pages:
        assert page.status_code == 410
        assert "This link is too old" in page.content.decode()
    assert own.state == ParticipationState.INVITED


def test_somebody_who_is_not_asked_any_more_cannot_answer(mail_client, own):
    url = address(own)
    own.delete()

    assert mail_client.post(url, {"answer": "yes"}).status_code == 410
    assert not Participation.objects.exists()


def test_who_has_an_account_is_shown_the_way_to_the_workshop(mail_client, own):
    without = mail_client.post(address(own), {"answer": "yes"}).content.decode()
    own.person.user = UserFactory()
    own.person.save()
    with_account = mail_client.post(address(own), {"answer": "yes"}).content.decode()

    assert own.event.get_absolute_url() not in without
    assert own.event.get_absolute_url() in with_account


def test_a_meeting_of_an_unknown_hour_says_so(mail_client, own):
    own.event.starts_at = own.event.ends_at = None
    own.event.day = date(2026, 12, 10)
    own.event.save()

    assert "The time of day is not known" in mail_client.get(address(own)).content.decode()


def test_whoever_comes_instead_cannot_stop_the_reminders_of_the_others(mail_client, own, sink):
    guest(own.event)
    answer = {
        "answer": "else",
        "name": "=?utf-8?q?x=0d=0aBcc:_evil@example.org?=",
        "email": "evil@example.org",
    }
    assert mail_client.post(address(own), answer).status_code == 200
    plan_meetings(now=STARTS - HOUR)

    while send_batch(clock=lambda: STARTS - HOUR):
        pass

    states = dict(Message.objects.values_list("recipient__email", "state"))
    assert states["evil@example.org"] in {"sent", "failed"}
    assert len(sink.mails) >= 1


def test_an_address_that_is_too_long_to_keep_is_refused_in_words(own):
    email = f"{'a' * 250}@example.org"
    client = Client(raise_request_exception=False)

    response = client.post(address(own), {"answer": "else", "name": "Kim", "email": email})

    assert response.status_code == 422


def test_one_link_does_not_fill_the_directory_and_write_to_strangers(mail_client, own):
    url = address(own)
    people = Person.objects.count()
    statuses = [mail_client.post(url, somebody_else(n)).status_code for n in range(30)]

    assert own.event.participations.count() <= 6
    assert Person.objects.count() <= people + NAMED_AN_HOUR
    assert set(statuses[:NAMED_AN_HOUR]) == {200}
    assert set(statuses[NAMED_AN_HOUR:]) == {429}


def test_who_named_too_many_can_still_say_no_and_name_somebody_an_hour_later(mail_client, own):
    url = address(own)
    for n in range(NAMED_AN_HOUR + 1):
        mail_client.post(url, somebody_else(n))

    assert mail_client.post(url, {"answer": "no"}).status_code == 200
    with time_machine.travel(NOW + HOUR):
        assert mail_client.post(url, somebody_else(99)).status_code == 200


def somebody_else(n):
    return {"answer": "else", "name": f"Guest {n}", "email": f"guest{n}@example.org"}
