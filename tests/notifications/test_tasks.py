"""The clockwork, task by task; tests/config/test_celery.py runs it for real."""

from datetime import timedelta
from uuid import UUID

import pytest
from celery import current_app
from redis import Redis

from notifications import tasks
from notifications.enums import MessageState, Urgency
from notifications.models import Heartbeat, Message
from notifications.operations import claims
from notifications.queries import clock
from tests.factories.notifications import MessageFactory


@pytest.fixture
def mail_queue(broker_url):
    """Return a way to count the rings for mail, on a broker of our own."""
    before = current_app.conf.broker_url
    current_app.conf.broker_url = broker_url
    current_app._after_fork()
    with Redis.from_url(broker_url) as broker:
        yield lambda: broker.llen("mail")
    current_app._after_fork()
    current_app.conf.broker_url = before


@pytest.mark.parametrize(
    ("due", "rings"), [(0, 0), (1, 1), (claims.BATCH, 1), (claims.BATCH + 1, 2)]
)
def test_a_tick_rings_for_as_many_batches_as_are_due(db, mail_queue, due, rings):
    MessageFactory.create_batch(due)

    tasks.deliver_due_messages()

    assert mail_queue() == rings


def test_no_more_batches_than_the_mail_server_takes(db, mail_queue):
    MessageFactory.create_batch(claims.BATCH * tasks.MOST_SENDERS + 1)

    tasks.deliver_due_messages()

    assert mail_queue() == tasks.MOST_SENDERS


def test_senders_that_are_at_work_are_not_rung_for_again(db, mail_queue):
    MessageFactory.create_batch(claims.BATCH * tasks.MOST_SENDERS)
    later = clock.now() + timedelta(minutes=5)
    for sender in (UUID(int=1), UUID(int=2), UUID(int=2)):
        MessageFactory(state=MessageState.CLAIMED, claim=sender, lease_until=later)

    tasks.deliver_due_messages()

    assert mail_queue() == tasks.MOST_SENDERS - 2


def test_a_tick_gathers_questions_and_resolves_unconfirmed_mails(
    db, mail_queue, a_question, settings
):
    settings.OUTBOX_GRACE = 0
    question = MessageFactory(kind=a_question)
    unconfirmed = MessageFactory(state=MessageState.UNCONFIRMED)

    tasks.deliver_due_messages()

    states = {message.pk: message.state for message in Message.objects.all()}
    assert (states[question.pk], states[unconfirmed.pk]) == ("in_digest", "pending")


def test_of_two_ticks_in_one_period_one_rings(db, mail_queue):
    MessageFactory()

    tasks.deliver_due_messages()
    tasks.deliver_due_messages()

    assert mail_queue() == 1


def test_a_batch_sends_what_is_due_and_rings_until_nothing_is_left(db, mailoutbox, mail_queue):
    MessageFactory.create_batch(2, urgency=Urgency.AT_ONCE)

    tasks.send_batch()
    after_work = mail_queue()
    tasks.send_batch()

    assert (after_work, mail_queue()) == (1, 1)
    assert len(mailoutbox) == 2
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_pulse_names_the_worker(db):
    tasks.record_heartbeat("mail_worker")

    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["mail_worker"]
