"""Plan a meeting on the page that logs one: its words follow the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from events.enums import EventState, ParticipationState
from events.models import Event
from tests.events.views.test_log import LOG, answers
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
PLAN = f"{LOG}?plan=1"
ASKED_OF_WHAT_WAS = ("Which pairing met?", "How did they meet?", "Who took part", "Log a meeting")
ASKED_OF_WHAT_WILL_BE = (
    "Which pairing will meet?",
    "How will they meet?",
    "Who will come",
    "Plan a meeting",
)


@pytest.fixture
def pairing():
    return PairingFactory(parties=OrganizationFactory.create_batch(2))


def soon(days=30):
    return str(TODAY + timedelta(days=days))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(datetime(2026, 11, 25, 5, tzinfo=UTC), tick=False):
        yield


def words(response):
    return " ".join(response.content.decode().split())


def speaks_of(response):
    """Say whether a page speaks of what was or of what will be, and of nothing else."""
    text = words(response)
    was = [said in text for said in ASKED_OF_WHAT_WAS]
    will_be = [said in text for said in ASKED_OF_WHAT_WILL_BE]
    assert all(was) != all(will_be)
    assert any(was) != any(will_be)
    return "what will be" if all(will_be) else "what was"


def test_the_page_to_plan_has_its_own_words_and_no_day_yet(signed_in):
    client = signed_in(staff())

    plan, log = client.get(PLAN), client.get(LOG)

    assert (speaks_of(plan), speaks_of(log)) == ("what will be", "what was")
    assert not plan.context["form"]["day"].value()
    assert "Save the plan" in words(plan)
    assert "taken place" not in words(plan)
    assert "who met" not in words(plan)
    assert "It has taken place already" in words(log)
    assert 'data-draft="meeting-plan"' in words(plan)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"day": soon()}, "what will be"),
        ({"day": soon(-30)}, "what was"),
        ({"day": soon(-30), "plan": "1"}, "what was"),
        ({"day": soon(0)}, "what was"),
        ({"day": soon(0), "plan": "1"}, "what will be"),
        ({"day": "nonsense", "plan": "1"}, "what will be"),
        ({"day": "", "day_unknown": "on"}, "what will be"),
        ({"day": "", "period": "2021"}, "what was"),
        ({"day": "", "period": str(TODAY.year)}, "what will be"),
        (
            {"day": "", "period": str(TODAY.year), "has_taken_place": "on"},
            "what was",
        ),
    ],
)
def test_the_day_says_which_words_are_used(signed_in, pairing, given, expected):
    sent = answers(pairing, refresh="1", **given)

    assert speaks_of(signed_in(staff()).post(LOG, sent)) == expected


def test_the_words_above_follow_a_new_day_without_a_new_page(signed_in, pairing):
    sent = answers(pairing, refresh="1", day=soon())

    part = words(signed_in(staff()).post(LOG, sent, headers={"HX-Request": "true"}))

    assert "<html" not in part
    for said in ASKED_OF_WHAT_WILL_BE:
        assert said in part
    assert "This meeting is in the future." in part
    # No question is drawn anew in which somebody may be typing.
    assert 'name="day"' not in part


def test_what_cannot_be_known_yet_is_not_asked(signed_in, pairing):
    page = signed_in(staff()).get(PLAN).context["page"]

    assert not page.asks_what_came_of_it
    assert not page.asks_how_many


def test_what_was_written_before_the_day_was_changed_stays_in_sight(signed_in, pairing):
    sent = answers(pairing, refresh="1", day=soon(), summary="They agreed.", people="17")

    page = signed_in(staff()).post(LOG, sent).context["page"]

    assert page.asks_what_came_of_it
    assert page.asks_how_many


def test_a_plan_is_saved_as_one(signed_in, pairing):
    sent = answers(pairing, day=soon(), organization_names="NPIC", plan="1")

    response = signed_in(staff()).post(LOG, sent, follow=True)

    event = Event.objects.get()
    assert event.state == EventState.PLANNED
    assert {one.state for one in event.participations.all()} == {ParticipationState.INVITED}
    assert "Meeting planned." in words(response)


@pytest.mark.parametrize(("plan", "state"), [("1", EventState.PLANNED), ("", EventState.HELD)])
def test_a_meeting_of_today_is_what_the_page_was_opened_for(signed_in, pairing, plan, state):
    signed_in(staff()).post(LOG, answers(pairing, day=soon(0), plan=plan))

    assert Event.objects.get().state == state


def test_who_may_log_may_plan(signed_in):
    page = words(signed_in(staff()).get(reverse("events:event-index")))

    assert f'href="{PLAN}"' in page
