"""The list of events, and the acts on one of them of which nobody is told."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.enums import EventState
from tests.factories.events import EventFactory, EventTypeFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff
from tests.walk import read

pytestmark = pytest.mark.django_db

INDEX = reverse("events:event-index")


def url(verb, event):
    """Return the address of an act."""
    return reverse(f"events:event-{verb}", args=[event.pk])


def shown(response):
    """Return the events of the list, in their order."""
    return [row.record for row in response.context["table"].page.object_list]


def test_the_list_shows_the_newest_first_with_what_is_known(signed_in):
    old = EventFactory(title="Old", day=date(2021, 12, 21))
    HeadCountFactory(event=old, people=17, women=6)
    new = EventFactory(
        title="New",
        day=date(2026, 11, 12),
        starts_at=datetime(2026, 11, 12, 7, tzinfo=UTC),
        place="Phnom Penh",
    )
    undecided = EventFactory(title="Undecided", planned=True, day=None)

    response = signed_in(staff()).get(INDEX)

    assert shown(response) == [undecided, new, old]
    text = response.content.decode()
    for words in (
        "Date to be determined",
        "14:00 Bangkok (GMT+7)",
        "Phnom Penh",
        "6 women",
        "3 meetings",
    ):
        assert words in text


def test_the_list_shows_only_what_is_visible(signed_in):
    college = OrganizationFactory()
    own = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    EventFactory()

    assert shown(signed_in(focal_point(college)).get(INDEX)) == [own]


def test_the_list_is_narrowed_and_keeps_its_questions(signed_in):
    wanted = EventFactory(type=EventTypeFactory(key="training", name="Training"))
    EventFactory()

    response = signed_in(staff()).get(INDEX, {"kind": "training"})

    assert shown(response) == [wanted]
    assert "?kind=training&amp;format=csv" in response.content.decode()


def test_what_is_coming_up_begins_with_the_nearest(signed_in):
    today = timezone.localdate()
    later = EventFactory(planned=True, day=today + timedelta(days=9))
    soon = EventFactory(confirmed=True, day=today + timedelta(days=1))

    response = signed_in(staff()).get(INDEX, {"upcoming": "1"})

    assert shown(response) == [soon, later]
    assert ("Coming up", "?upcoming=1", True) in response.context["shortcuts"]


def test_a_report_that_is_due_is_said(signed_in):
    EventFactory(confirmed=True, day=date(2026, 1, 1))

    response = signed_in(staff()).get(INDEX)

    assert response.content.decode().count("Report due") == 2


def test_the_list_has_pages_of_25(signed_in):
    EventFactory.create_batch(26)

    client = signed_in(staff())

    assert len(shown(client.get(INDEX))) == 25
    assert len(shown(client.get(INDEX, {"page": 2}))) == 1


def test_htmx_is_given_the_results_alone(signed_in):
    EventFactory(title="Robots")

    response = signed_in(staff(), htmx=True).get(INDEX)

    text = response.content.decode()
    assert text.strip().startswith('<div id="results">')
    assert "Robots" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (staff, "Log the first meeting"),
        (official, "Meetings appear here when your side takes part in one."),
    ],
)
def test_an_empty_list_says_what_to_do(signed_in, who, words):
    assert words in signed_in(who()).get(INDEX).content.decode()


def test_filters_that_nothing_fits_can_be_taken_away(signed_in):
    EventFactory()

    text = signed_in(staff()).get(INDEX, {"q": "nowhere"}).content.decode()

    assert "No meeting fits these filters." in text


def test_the_list_takes_the_same_number_of_queries_for_one_and_three(signed_in):
    client = signed_in(staff())
    EventFactory(programmes=[ProgrammeFactory()], type=EventTypeFactory(key="a", name="A"))
    with CaptureQueriesContext(connection) as one:
        client.get(INDEX)
    for key in ("b", "c"):
        EventFactory(programmes=[ProgrammeFactory()], type=EventTypeFactory(key=key, name=key))

    with CaptureQueriesContext(connection) as three:
        client.get(INDEX)

    assert len(three) == len(one)


def test_the_list_is_closed_to_those_without_a_role(signed_in, client):
    assert signed_in(nobody()).get(INDEX).status_code == 403
    assert client.get(INDEX).status_code == 302


def test_the_list_is_downloaded_as_csv(signed_in):
    event = EventFactory(
        title="=Robots",
        day=date(2021, 12, 21),
        starts_at=datetime(2021, 12, 21, 7, tzinfo=UTC),
        place="Phnom Penh",
        platform="Zoom",
        programmes=[ProgrammeFactory(name="ILO/China"), ProgrammeFactory(name="Belt and Road")],
    )
    HeadCountFactory(event=event, people=17, women=None, persons_with_disabilities=2, online=5)
    EventFactory(planned=True, day=None, title="Later")

    response = signed_in(staff()).get(INDEX, {"format": "csv"})

    rows = list(csv.reader(io.StringIO(read(response).decode("utf-8-sig"))))
    assert response["Content-Disposition"] == 'attachment; filename="workshops.csv"'
    assert rows[0][:4] == ["Title", "Kind", "Date", "Last day"]
    assert rows[0][4:6] == ["Not before", "Not after"]
    assert rows[1] == ["Later", "Peer workshop", *[""] * 5, "Online", "", "", "Planned", *[""] * 5]
    assert rows[2] == [
        "'=Robots",
        "Peer workshop",
        "2021-12-21",
        *[""] * 3,
        "21 Dec 2021, 14:00 Bangkok (GMT+7)",
        "Online",
        "Phnom Penh",
        "Zoom",
        "Held",
        "17",
        "",
        "2",
        "5",
        "ILO/China; Belt and Road",
    ]


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("hold", EventState.CONFIRMED, EventState.HELD),
        ("report", EventState.HELD, EventState.REPORTED),
    ],
)
def test_a_step_asks_first_and_then_is_taken(signed_in, verb, before, after):
    event = EventFactory(state=before)
    client = signed_in(staff())

    asked = client.get(url(verb, event))
    event.refresh_from_db()
    state_when_asked = event.state
    taken = client.post(url(verb, event))

    event.refresh_from_db()
    assert (asked.status_code, state_when_asked) == (200, before)
    assert (taken.status_code, event.state) == (302, after)


def test_a_postponed_meeting_is_given_a_new_day(signed_in):
    event = EventFactory(state=EventState.POSTPONED, reason="Floods")
    day = timezone.localdate() + timedelta(days=30)

    response = signed_in(staff()).post(url("reschedule", event), {"day": day, "starts": "14:00"})

    event.refresh_from_db()
    assert response.status_code == 302
    assert (event.state, event.day) == (EventState.PLANNED, day)


def test_a_step_that_is_refused_says_why(signed_in):
    response = signed_in(staff()).post(url("report", EventFactory(planned=True)))

    assert response.status_code == 422
    assert "This meeting is “Planned”." in response.content.decode()


STEPS = ["hold", "report", "reschedule"]


@pytest.mark.parametrize("verb", STEPS)
def test_who_sees_an_event_does_not_run_it(signed_in, verb):
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    event = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])

    assert signed_in(official(country)).get(url(verb, event)).status_code == 403
    assert signed_in(focal_point(college)).get(url(verb, event)).status_code == 403


@pytest.mark.parametrize("verb", [*STEPS, "log-similar"])
def test_what_does_not_concern_one_is_not_found(signed_in, verb):
    event = EventFactory()

    response = signed_in(coordinator(CountryFactory())).get(url(verb, event))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("known", "asked", "offered"),
    [
        ({"state": EventState.PLANNED}, "plan=1&like", "Plan a similar one"),
        ({"state": EventState.HELD}, "like", "Log a similar one"),
    ],
)
def test_a_similar_meeting_begins_with_the_form_that_fits(signed_in, known, asked, offered):
    event = EventFactory(**known)
    client = signed_in(staff())

    assert offered in client.get(event.get_absolute_url()).content.decode()
    response = client.get(url("log-similar", event))
    assert response.headers["Location"] == f"/workshops/log/?{asked}={event.pk}"
