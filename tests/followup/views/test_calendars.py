"""The page with the address of one's own calendar, and what a calendar program gets there."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from accounts.operations import links
from followup.operations import calendars
from tests.factories import roles
from tests.factories.events import EventFactory, MeetingAccessFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
PAGE = "/calendar/"


@pytest.fixture(autouse=True)
def today(settings):
    settings.SITE_URL = "https://network.example"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user():
    return roles.focal_point(OrganizationFactory())


def address_of(person):
    """Return the path of a calendar that was just made."""
    link = calendars.make(person, by=person.user, now=NOW)
    return reverse("followup:calendar-feed", args=[links.token_of(link)])


def meeting_with(person, **facts):
    event = EventFactory(**{"confirmed": True, "day": date(2026, 12, 10), **facts})
    ParticipationFactory(event=event, person=person, state="approved")
    return event


def test_the_address_is_made_by_a_button_and_shown_from_then_on(signed_in, user):
    client = signed_in(user)
    before = client.get(PAGE).content.decode()

    after = client.post(reverse("followup:calendar-make"), follow=True)

    link = ActionLink.objects.get()
    path = f"network.example/cal/{links.token_of(link)}.ics"
    assert "Make my calendar address" in before
    assert "Your calendar has an address now." in after.content.decode()
    assert f'value="https://{path}"' in after.content.decode()
    assert f'href="webcal://{path}"' in client.get(PAGE).content.decode()


def test_looking_makes_no_address(signed_in, user):
    client = signed_in(user)
    client.get(PAGE)
    client.get(reverse("followup:calendar-make"))

    assert not ActionLink.objects.exists()


def test_a_new_address_closes_the_old_one(signed_in, user):
    old = address_of(user.person)

    page = signed_in(user).post(reverse("followup:calendar-renew"), follow=True).content.decode()

    assert "The old one does not work any more." in page
    assert old not in page
    assert Client().get(old).status_code == 410


@pytest.mark.parametrize("page", ["calendar-make", "calendar-renew"])
def test_somebody_who_is_not_in_the_directory_is_told_what_to_do(signed_in, page):
    client = signed_in(roles.staff())

    assert "Ask the project team to add you to the directory." in client.get(PAGE).content.decode()
    assert client.post(reverse(f"followup:{page}")).status_code == 404
    assert not ActionLink.objects.exists()


def test_a_program_gets_the_meetings_without_signing_in(user):
    event = meeting_with(user.person, title="Peer workshop")
    meeting_with(PersonFactory(), title="Somebody else's")
    MeetingAccessFactory(event=event)
    client = Client()

    response = client.get(address_of(user.person))

    [entry] = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert entry["summary"] == "Peer workshop"
    assert b"secret-room" not in response.content
    assert not client.cookies
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_program_that_has_the_newest_file_gets_nothing_again(user):
    event = meeting_with(user.person)
    url = address_of(user.person)
    first = Client().get(url)
    known = {"If-None-Match": first["ETag"]}

    same = Client().get(url, headers=known)
    event.title = "Another title"
    event.save()
    changed = Client().get(url, headers=known)

    assert first["Last-Modified"] == "Wed, 25 Nov 2026 03:00:00 GMT"
    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert b"Another title" in changed.content


def test_a_meeting_that_left_is_not_hidden_by_an_old_date(user):
    meeting_with(user.person)
    url = address_of(user.person)
    first = Client().get(url)
    user.person.participations.update(state="declined")

    later = Client().get(url, headers={"If-Modified-Since": first["Last-Modified"]})

    assert later.status_code == 200
    assert b"VEVENT" not in later.content


def test_asking_by_head_gives_the_same_heads_and_no_file(user):
    url = address_of(user.person)

    asked, got = Client().head(url), Client().get(url)

    assert asked["ETag"] == got["ETag"]
    assert asked.content == b""


def test_more_meetings_ask_no_more_questions(user, django_assert_num_queries):
    url = address_of(user.person)
    meeting_with(user.person)
    with django_assert_num_queries(7):
        Client().get(url)

    for month in range(1, 9):
        meeting_with(user.person, day=date(2027, month, 1))
    with django_assert_num_queries(7):
        Client().get(url)


def test_the_calendar_closes_with_the_account_and_with_its_time(user):
    url = address_of(user.person)
    with time_machine.travel(NOW + timedelta(days=4000)):
        assert Client().get(url).status_code == 410

    user.is_active = False
    user.save()
    assert Client().get(url).status_code == 410


def test_an_address_for_something_else_opens_no_calendar(user):
    link = links.issue(
        purpose=LinkPurpose.ANSWER_INVITATION,
        holder=user.person,
        target=meeting_with(user.person),
        expires_at=NOW + timedelta(days=1),
    )

    url = reverse("followup:calendar-feed", args=[links.token_of(link)])

    assert Client().get(url).status_code == 404
    assert Client().get("/cal/unknown.ics").status_code == 404


def test_the_calendar_is_called_after_its_reader(user):
    url = address_of(user.person)

    assert f"NAME:Meetings of {user.name}".encode() in Client().get(url).content


def test_the_menu_leads_there_for_those_who_may_open_it(signed_in, user):
    assert f'href="{PAGE}"' in signed_in(user).get("/account/profile/").content.decode()
    assert PAGE not in signed_in(roles.nobody()).get("/account/profile/").content.decode()
