"""The parts of the outbox: what will go out, what went, what needs attention."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import staff
from tests.notifications.views.outbox_pages import (
    INDEX,
    NEEDING_ATTENTION,
    NOW,
    PARTS,
    WENT,
    a_digest,
    a_message,
    same_queries,
)

TOMORROW = NOW + timedelta(days=1)


def shown(response):
    """Return whom the messages of a part go to, by day."""
    return [
        (str(day) if day else None, [message.recipient.name for message in found])
        for day, found in response.context["days"]
    ]


def counted(response):
    return [(label, count) for _url, label, count, _current in response.context["parts"]]


@pytest.fixture
def afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_will_go_out_is_told_by_the_readers_day_the_soonest_first(db, signed_in, afternoon):
    a_message(recipient__name="Tonight", due_at=NOW + timedelta(hours=8, minutes=59))
    a_message(recipient__name="Next day", due_at=NOW + timedelta(hours=9))
    a_message(recipient__name="Overdue", due_at=NOW - timedelta(days=1))
    a_message(recipient__name="Now", state="sending", claim=UUID(int=1), due_at=NOW)
    a_message(recipient__name="Far", due_at=NOW + timedelta(days=14))
    for state in ("failed", "cancelled", "expired", "unconfirmed"):
        a_message(state=state, due_at=TOMORROW)
    a_message(sent=True)

    response = signed_in(staff()).get(INDEX)

    assert shown(response) == [
        ("2026-11-19", ["Overdue"]),
        ("2026-11-20", ["Now", "Tonight"]),
        ("2026-11-21", ["Next day"]),
    ]
    assert "Friday, 20 Nov 2026" in response.content.decode()
    assert "23:59 Bangkok (GMT+7)" in response.content.decode()


def test_what_went_is_told_the_latest_first_with_what_came_back(db, signed_in):
    a_message(sent=True, sent_at=NOW, recipient__name="Liu", remarks=["events.with_link"])
    a_message(state="bounced", sent_at=NOW - timedelta(days=1), recipient__name="Dara")
    a_message(due_at=NOW)

    response = signed_in(staff()).get(WENT)

    assert shown(response) == [("2026-11-20", ["Liu"]), ("2026-11-19", ["Dara"])]
    assert "With the meeting link" in response.content.decode()


def test_what_needs_attention_says_why_in_plain_words(db, signed_in):
    a_message(state="failed", last_error="550 5.1.1 No such user", recipient__name="One")
    a_message(state="bounced", sent_at=NOW, last_error="552 5.2.2 Over quota", due_at=NOW)
    a_message(state="unconfirmed", last_error="TimeoutError: timed out")
    for state in ("pending", "cancelled", "expired"):
        a_message(state=state)
    a_message(sent=True)

    response = signed_in(staff()).get(NEEDING_ATTENTION)

    page = response.content.decode()
    assert [len(found) for _day, found in shown(response)] == [3]
    for words in (
        "This address does not exist.",
        "The mailbox is full.",
        "We do not know if it arrived.",
        "Was due 20 Nov 2026, 07:00 Bangkok (GMT+7)",
        "Sent 20 Nov 2026, 15:00 Bangkok (GMT+7)",
    ):
        assert words in page


def test_the_words_say_how_much_is_behind_them(db, signed_in, afternoon):
    a_message(due_at=TOMORROW)
    a_message(state="failed")
    for _ in range(2):
        a_message(state="bounced", sent_at=NOW)
    a_message(state="cancelled")
    MessageFactory(about=ActionFactory(), due_at=NOW + timedelta(days=99))

    client = signed_in(staff())

    for url in PARTS:
        assert counted(client.get(url)) == [
            ("Will go out", "1"),
            ("Sent", "2"),
            ("Needs attention", "3"),
            ("All", "6"),
        ]


def test_one_part_is_marked_as_the_one_that_is_read(db, signed_in):
    a_message()
    client = signed_in(staff())

    for url in PARTS:
        page = client.get(url).content.decode()
        assert page.count(f'<a href="{url}" aria-current="page">') >= 1
        assert page.count('aria-current="page"') <= 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (INDEX, "Nothing goes out in the next 14 days."),
        (WENT, "Nothing has gone out yet."),
        (NEEDING_ATTENTION, "No message needs your attention."),
    ],
)
def test_an_empty_part_says_so(db, signed_in, url, words):
    a_message(state="cancelled")

    assert words in signed_in(staff()).get(url).content.decode()


@pytest.mark.parametrize(("url", "state"), [(INDEX, "pending"), (NEEDING_ATTENTION, "failed")])
def test_a_part_holds_25_messages_a_page(db, signed_in, url, state):
    action = ActionFactory()
    MessageFactory.create_batch(26, about=action, state=state)
    client = signed_in(staff())

    pages = [client.get(url, {"page": page}) for page in ("1", "2", "nonsense")]

    lengths = [sum(len(found) for _day, found in shown(page)) for page in pages]
    assert lengths == [25, 1, 25]


def test_what_goes_with_others_says_in_which_mail_and_goes_when_that_does(db, signed_in, afternoon):
    digest, items = a_digest(ActionFactory(), ActionFactory(), due_at=TOMORROW)
    Message.objects.filter(digest=digest).update(due_at=NOW - timedelta(days=3))

    response = signed_in(staff()).get(INDEX)

    assert shown(response) == [("2026-11-21", ["Sok Dara"] * 3)]
    page = response.content.decode()
    assert page.count("In one mail with others:") == 2
    assert page.count(f'href="{digest.get_absolute_url()}"') == 3
    assert "the mail of 21 Nov 2026, 15:00 Bangkok (GMT+7)" in page
    assert len(items) == 2


def test_a_mail_of_several_that_failed_needs_attention_once(db, signed_in):
    digest, _items = a_digest(
        ActionFactory(), ActionFactory(), state="failed", of_items=MessageState.FAILED
    )
    arrived, [alone] = a_digest(ActionFactory(), state="sent", of_items=MessageState.FAILED)

    response = signed_in(staff()).get(NEEDING_ATTENTION)

    [(_day, found)] = response.context["days"]
    assert set(found) == {digest, alone}
    assert arrived not in found


@pytest.mark.parametrize("url", PARTS[:3])
@pytest.mark.parametrize("in_digest", [False, True])
def test_three_messages_cost_a_part_as_many_queries_as_one(db, signed_in, url, in_digest):
    state = {INDEX: "pending", WENT: "sent", NEEDING_ATTENTION: "failed"}[url]

    def make():
        left = {"sent_at": NOW} if state == "sent" else {}
        a_message(state=state, **left)
        if in_digest:
            of_items = MessageState.IN_DIGEST if state == "pending" else state
            a_digest(ActionFactory(), state=MessageState(state), of_items=of_items)

    assert same_queries(signed_in(staff()), url, make)
