"""What a reviewer did with the link of an invitation."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.operations import links
from events.operations import reminders
from notifications.models import Message
from notifications.operations.sending import send_batch
from tests.events.meetings import HOUR, NOW, START, guest, meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def event():
    return meeting(reminders=[60])


@pytest.fixture
def address(event):
    link = links.issue(
        purpose=LinkPurpose.ANSWER_INVITATION,
        holder=guest(event),
        target=event,
        expires_at=datetime(2026, 12, 12, tzinfo=UTC),
    )
    return reverse("events:reply-by-link", args=[links.token_of(link)])


def test_whoever_comes_instead_cannot_stop_the_reminders_of_the_others(event, address, sink):
    guest(event)
    answer = {
        "answer": "else",
        "name": "=?utf-8?q?x=0d=0aBcc:_evil@example.org?=",
        "email": "evil@example.org",
    }
    assert Client().post(address, answer).status_code == 200
    reminders.plan(now=START - HOUR)

    while send_batch(clock=lambda: START - HOUR):
        pass

    states = dict(Message.objects.values_list("recipient__email", "state"))
    assert states["evil@example.org"] in {"sent", "failed"}
    assert len(sink.mails) >= 1


def test_an_address_that_is_too_long_to_keep_is_refused_in_words(address):
    email = f"{'a' * 250}@example.org"
    client = Client(raise_request_exception=False)

    response = client.post(address, {"answer": "else", "name": "Kim", "email": email})

    assert response.status_code == 422


def test_one_link_does_not_fill_the_directory_and_write_to_strangers(event, address):
    client = Client()
    for n in range(30):
        client.post(
            address, {"answer": "else", "name": f"Spam {n}", "email": f"stranger{n}@example.org"}
        )

    assert event.participations.count() <= 6
