"""Several messages in one mail: a question a day, a digest a week."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction

from notifications.enums import Choice, MessageState
from notifications.models import Message
from notifications.operations import digests, messages
from notifications.operations.batches import send_batch
from notifications.operations.messages import OutgoingMessage
from notifications.wording import error_of
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory
from tests.locks import wait_until_somebody_waits_for_us
from tests.notifications.digests import FRIDAY, MONDAY_MORNING, NOW, chosen, cover_of, now_is

TOMORROW_MORNING = datetime(2026, 11, 26, 1, tzinfo=UTC)
SATURDAY_MORNING = datetime(2026, 11, 28, 1, tzinfo=UTC)


def test_the_questions_of_a_day_go_in_one_mail(reader, ask):
    questions = [ask(), ask(), ask()]

    assert digests.collect(now=NOW) == 3

    [digest] = {cover_of(question) for question in questions}
    assert {now_is(question).state for question in questions} == {"in_digest"}
    assert (digest.key, digest.kind, digest.recipient) == (
        f"questions:{reader.pk}:2026-11-25",
        "notifications.digest",
        reader,
    )
    assert (digest.state, digest.due_at) == ("pending", NOW)


def test_each_reader_has_a_mail_of_their_own(ask, a_question):
    mine, theirs = ask(), MessageFactory(kind=a_question)

    digests.collect(now=NOW)

    assert cover_of(mine) != cover_of(theirs)
    assert cover_of(theirs).recipient == theirs.recipient


@pytest.mark.django_db
def test_the_day_is_the_readers(a_question):
    evening = datetime(2026, 11, 25, 18, tzinfo=UTC)
    near, far = (
        MessageFactory(kind=a_question, recipient__time_zone=zone)
        for zone in ("America/New_York", "Asia/Yangon")
    )

    digests.collect(now=evening)

    assert cover_of(near).key.endswith(":2026-11-25")
    assert cover_of(far).key.endswith(":2026-11-26")
    assert cover_of(near).due_at == evening
    assert cover_of(far).due_at == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)


def test_what_is_not_due_or_goes_alone_is_left(ask, a_question):
    later, alone = ask(due_at=NOW + timedelta(minutes=1)), MessageFactory()

    assert digests.collect(now=NOW) == 0
    assert {now_is(each).state for each in (later, alone)} == {"pending"}


def test_a_question_joins_the_mail_of_its_day_while_that_waits(ask):
    first = ask()
    digests.collect(now=NOW)
    second = ask()

    digests.collect(now=NOW + timedelta(minutes=1))

    assert cover_of(first) == cover_of(second)


@pytest.mark.parametrize("state", ["sent", "claimed", "sending", "unconfirmed", "failed"])
def test_what_comes_after_the_days_mail_goes_with_the_next_days(ask, state):
    first, late = ask(), ask(due_at=NOW + timedelta(hours=1))
    digests.collect(now=NOW)
    facts = {
        "sent": {"sent_at": NOW},
        "claimed": {"claim": "1" * 32},
        "sending": {"claim": "1" * 32},
    }
    Message.objects.filter(pk=cover_of(first).pk).update(state=state, **facts.get(state, {}))

    digests.collect(now=NOW + timedelta(hours=1))

    assert (now_is(late).state, now_is(late).due_at) == ("pending", TOMORROW_MORNING)


def test_a_tick_that_finds_a_message_in_other_hands_passes_over_it(transactional_db):
    question = MessageFactory(recipient=chosen(Choice.WEEKLY))
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT 1 FROM notifications_message WHERE id = %s FOR UPDATE", [question.pk]
            )
            assert digests.collect(now=NOW) == 0
        assert now_is(question).state == "pending"
        messages.cancel(MessageFactory(recipient=question.recipient), by=None)
    finally:
        other.close()

    assert digests.collect(now=NOW) == 1
    assert now_is(question).state == "in_digest"


@pytest.mark.parametrize(
    ("helps_until", "goes_weekly"),
    [(MONDAY_MORNING + timedelta(hours=1), True), (MONDAY_MORNING, False)],
)
def test_what_is_of_no_use_on_monday_goes_on_its_own_day(db, helps_until, goes_weekly):
    message = MessageFactory(recipient=chosen(Choice.WEEKLY), not_after=helps_until)

    digests.collect(now=NOW)

    mail = cover_of(message)
    assert mail.key.startswith(digests.WEEKLY if goes_weekly else digests.DAILY)
    assert mail.due_at == (MONDAY_MORNING if goes_weekly else NOW)


def test_what_the_reader_wants_weekly_waits_for_monday(db):
    message = MessageFactory(recipient=chosen(Choice.WEEKLY))

    digests.collect(now=NOW)

    digest = cover_of(message)
    assert (digest.key, digest.due_at) == (
        f"digest:{message.recipient_id}:2026-11-30",
        MONDAY_MORNING,
    )


def test_on_a_monday_the_week_goes_today_and_then_in_a_week(db):
    reader, monday = chosen(Choice.WEEKLY), MONDAY_MORNING + timedelta(hours=1)
    first = MessageFactory(recipient=reader)
    digests.collect(now=monday)
    digest = cover_of(first)
    Message.objects.filter(pk=digest.pk).update(state=MessageState.SENT, sent_at=monday)
    second = MessageFactory(recipient=reader)

    digests.collect(now=monday)

    assert digest.due_at == monday
    assert now_is(second).due_at == MONDAY_MORNING + timedelta(weeks=1)


def test_what_the_reader_turned_off_is_let_be(db):
    message = MessageFactory(recipient=chosen(Choice.OFF))

    digests.collect(now=NOW)

    assert (now_is(message).state, error_of(now_is(message))) == (
        "cancelled",
        "The reader does not want these mails.",
    )


def test_a_reader_whose_clock_does_not_exist_holds_up_nobody(ask, a_question):
    lost = MessageFactory(kind=a_question, recipient__time_zone="Mars/Olympus")
    question = ask()

    digests.collect(now=NOW)

    assert {now_is(each).state for each in (lost, question)} == {"in_digest"}


def test_a_message_that_is_made_again_is_not_asked_twice(reader, a_question):
    outgoing = OutgoingMessage("once", a_question, reader, reader, "A reason", NOW)
    messages.enqueue(outgoing, now=NOW)
    digests.collect(now=NOW)

    messages.enqueue(outgoing, now=NOW)
    digests.collect(now=NOW)

    assert Message.objects.filter(kind=a_question).count() == 1


def test_a_question_that_is_of_no_use_on_monday_goes_while_it_helps(reader, a_question, sink):
    saturday, sunday = (datetime(2026, 11, day, 5, tzinfo=UTC) for day in (28, 29))
    outgoing = OutgoingMessage(
        "once", a_question, reader, reader, "A reason", saturday, not_after=sunday
    )
    question = messages.enqueue(outgoing, now=saturday)
    digests.collect(now=question.due_at)

    send_batch(clock=lambda: question.due_at)

    assert now_is(question).state == "sent"


def test_questions_that_wait_over_the_weekend_go_with_mondays(db, a_question):
    reader = RecipientFactory()
    first = MessageFactory(recipient=reader, kind=a_question)
    digests.collect(now=FRIDAY)
    Message.objects.filter(pk=now_is(first).digest_id).update(state="sent", sent_at=FRIDAY)
    late = MessageFactory(recipient=reader, kind=a_question)
    digests.collect(now=FRIDAY + timedelta(hours=1))
    digests.collect(now=SATURDAY_MORNING)
    mondays = MessageFactory(recipient=reader, kind=a_question, due_at=MONDAY_MORNING)
    digests.collect(now=MONDAY_MORNING)

    assert now_is(late).digest.due_at == MONDAY_MORNING
    assert now_is(late).digest == now_is(mondays).digest


def test_cancelling_and_adding_never_wait_for_each_other(transactional_db, monkeypatch):
    """A digest that waits has one message about a record; another about it is added now."""
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    MessageFactory(recipient=reader)
    digests.collect(now=FRIDAY)
    MessageFactory(recipient=reader)
    held, add, errors = Event(), digests._add, []

    def slow(*args, **options):
        # The message is held; the mail is not yet. Let the other one take the mail first.
        held.set()
        wait_until_somebody_waits_for_us()
        add(*args, **options)

    def cancel_what_is_about_the_reader():
        held.wait()
        try:
            messages.cancel_pending(Message.objects.about(reader))
        except OperationalError as error:
            errors.append(str(error))
        finally:
            connection.close()

    monkeypatch.setattr(digests, "_add", slow)
    other = Thread(target=cancel_what_is_about_the_reader)
    other.start()
    try:
        digests.collect(now=FRIDAY + timedelta(hours=1))
    except OperationalError as error:
        errors.append(str(error))
    other.join()

    assert errors == []
