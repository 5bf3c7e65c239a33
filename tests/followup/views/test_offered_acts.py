"""Every way that the page of a meeting offers can be gone, in every state and on every day."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from events.enums import CALLED_OFF, HAPPENED, Act, EventState, MeetingTime
from events.queries.offers import offered
from followup.queries.invitations import why_not_yet
from tests.events.queries.test_offers import EVERY, TODAY
from tests.factories import roles
from tests.factories.events import EventFactory, MeetingAccessFactory, ParticipationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

LINK = "https://meet.example.org/room"
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
# What is said on the page, and with which act it may be said.
SAID = {
    "Join the meeting": Act.JOIN,
    "Add the meeting link": Act.SET_LINK,
    "Change the meeting link": Act.SET_LINK,
    "Add people": Act.LIST,
    "Add an organization": Act.LIST,
    "Enter the number": Act.COUNT,
    "Say who is invited": Act.PREPARE,
    "Write the agenda": Act.PREPARE,
    "Write what they decided": Act.COMPLETE,
    "A statement": Act.QUOTE,
    "Add an agreed area": Act.AGREE,
    "It took place": Act.HOLD,
    "Confirm the meeting": Act.CONFIRM,
    "Send invitations": Act.INVITE,
    "Set the new day": Act.RESCHEDULE,
    "Postpone": Act.POSTPONE,
    "Cancel the meeting": Act.CANCEL,
}


def walked():
    """Yield every state at every time once; from state to state the kind of day is another."""
    for place, state in enumerate(EventState):
        for time in MeetingTime:
            if days := [each for each in EVERY if each[:2] == (state, time)]:
                yield days[place % len(days)]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON, tick=False):
        yield


def meeting(state, when):
    reason = "Floods" if state in CALLED_OFF else ""
    event = EventFactory(state=state, reason=reason, pairings=[PairingFactory()], **when)
    ParticipationFactory(event=event)
    return event


def buttons(page):
    """Return what the page of a meeting offers, each with its address."""
    main = page[page.index("<main") : page.index("</main>")]
    found = re.findall(r'<a\b[^>]*?href="([^"#]*)[^"]*"[^>]*>(.*?)</a>', main, re.DOTALL)
    return [(href, " ".join(re.sub("<[^>]*>", " ", text).split())) for href, text in found]


@pytest.mark.parametrize(("state", "time", "when"), EVERY)
def test_the_page_offers_what_makes_sense(signed_in, state, time, when):
    event, acts = meeting(state, when), offered(state, time)
    MeetingAccessFactory(event=event, link=LINK)

    shown = buttons(signed_in(roles.staff()).get(event.get_absolute_url()).content.decode())

    labels = {text for _href, text in shown}
    assert {words for words, act in SAID.items() if act not in acts} & labels == set()


@pytest.mark.parametrize(("state", "_time", "when"), [*walked()])
def test_each_way_that_the_page_offers_can_be_gone(signed_in, state, _time, when):
    event = meeting(state, when)
    MeetingAccessFactory(event=event, link=LINK)
    client, own = signed_in(roles.staff()), event.get_absolute_url()

    shown = buttons(client.get(own).content.decode())

    ways = {href for href, _text in shown if href.startswith(own) and href != own}
    assert ways
    for way in sorted(ways):
        page = client.get(way, follow=True)
        assert page.status_code == 200, way
        assert "No invitation can go out now" not in page.content.decode()


@pytest.mark.parametrize(("state", "time", "when"), EVERY)
def test_invitations_are_offered_only_while_they_can_go_out(state, time, when):
    if Act.INVITE in offered(state, time):
        assert why_not_yet(meeting(state, when), now=NOON) is None


@pytest.mark.parametrize("state", HAPPENED)
def test_of_what_is_over_nobody_is_asked_about_the_link_or_reminders(signed_in, state):
    event = EventFactory(state=state, day=TODAY.replace(year=2022))
    client = signed_in(roles.staff())

    page = client.get(f"{event.get_absolute_url()}edit/").content.decode()

    assert 'name="link_policy"' not in page
    assert 'name="remind"' not in page


def test_of_what_is_to_come_both_are_asked(signed_in):
    event = EventFactory(state=EventState.CONFIRMED, day=TODAY.replace(month=12))

    page = signed_in(roles.staff()).get(f"{event.get_absolute_url()}edit/").content.decode()

    assert 'name="link_policy"' in page
    assert 'name="remind"' in page
