"""Several messages in one mail: a question a day, a digest a week."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection

from notifications import letters
from notifications.enums import Choice, MessageState
from notifications.letters import Invitation, Kind, Letter, Link, Part
from notifications.models import Message
from notifications.operations import bundles, choices, messages
from notifications.operations.messages import Promise
from notifications.operations.sending import send_batch
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory

# A Wednesday afternoon in Bangkok, 15:00; the next Monday is the 30th.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
TOMORROW_MORNING = datetime(2026, 11, 26, 1, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
SATURDAY_MORNING = datetime(2026, 11, 28, 1, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 30, 1, tzinfo=UTC)


@pytest.fixture
def reader(db):
    return RecipientFactory(name="Sok Dara", email="dara@example.org")


@pytest.fixture
def ask(reader, a_question):
    """Return a way to make a question to the reader that is due."""

    def make(reason="A question", **facts):
        return MessageFactory(recipient=reader, kind=a_question, reason=reason, **facts)

    return make


def chosen(choice):
    return PreferenceFactory(choice=choice).recipient


def cover_of(message):
    """Return the mail in which ``message`` goes."""
    return Message.objects.get(pk=message.pk).carried_by


def now_is(message):
    return Message.objects.get(pk=message.pk)


def test_the_questions_of_a_day_go_in_one_mail(reader, ask):
    questions = [ask(), ask(), ask()]

    assert bundles.gather(now=NOW) == 3

    [cover] = {cover_of(question) for question in questions}
    assert {now_is(question).state for question in questions} == {"bundled"}
    assert (cover.key, cover.kind, cover.recipient) == (
        f"questions:{reader.pk}:2026-11-25",
        "notifications.bundle",
        reader,
    )
    assert (cover.state, cover.due_at) == ("pending", NOW)


def test_each_reader_has_a_mail_of_their_own(ask, a_question):
    mine, theirs = ask(), MessageFactory(kind=a_question)

    bundles.gather(now=NOW)

    assert cover_of(mine) != cover_of(theirs)
    assert cover_of(theirs).recipient == theirs.recipient


@pytest.mark.django_db
def test_the_day_is_the_readers(a_question):
    evening = datetime(2026, 11, 25, 18, tzinfo=UTC)
    near, far = (
        MessageFactory(kind=a_question, recipient__time_zone=zone)
        for zone in ("America/New_York", "Asia/Yangon")
    )

    bundles.gather(now=evening)

    assert cover_of(near).key.endswith(":2026-11-25")
    assert cover_of(far).key.endswith(":2026-11-26")
    assert cover_of(near).due_at == evening
    assert cover_of(far).due_at == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)


def test_what_is_not_due_or_goes_alone_is_left(ask, a_question):
    later, alone = ask(due_at=NOW + timedelta(minutes=1)), MessageFactory()

    assert bundles.gather(now=NOW) == 0
    assert {now_is(each).state for each in (later, alone)} == {"pending"}


def test_a_question_joins_the_mail_of_its_day_while_that_waits(ask):
    first = ask()
    bundles.gather(now=NOW)
    second = ask()

    bundles.gather(now=NOW + timedelta(minutes=1))

    assert cover_of(first) == cover_of(second)


@pytest.mark.parametrize("state", ["sent", "claimed", "sending", "uncertain", "failed"])
def test_what_comes_after_the_days_mail_goes_with_the_next_days(ask, state):
    first, late = ask(), ask(due_at=NOW + timedelta(hours=1))
    bundles.gather(now=NOW)
    facts = {
        "sent": {"sent_at": NOW},
        "claimed": {"claim": "1" * 32},
        "sending": {"claim": "1" * 32},
    }
    Message.objects.filter(pk=cover_of(first).pk).update(state=state, **facts.get(state, {}))

    bundles.gather(now=NOW + timedelta(hours=1))

    assert (now_is(late).state, now_is(late).due_at) == ("pending", TOMORROW_MORNING)


def test_a_tick_that_finds_a_message_in_other_hands_passes_over_it(ask):
    question = ask()
    messages.cancel(question, by=None)

    bundles._place(question.pk, now=NOW)

    assert now_is(question).state == "cancelled"


def test_what_the_reader_wants_weekly_waits_for_monday(db):
    message = MessageFactory(recipient=chosen(Choice.WEEKLY))

    bundles.gather(now=NOW)

    cover = cover_of(message)
    assert (cover.key, cover.due_at) == (
        f"digest:{message.recipient_id}:2026-11-30",
        MONDAY_MORNING,
    )


def test_on_a_monday_the_week_goes_today_and_then_in_a_week(db):
    reader, monday = chosen(Choice.WEEKLY), MONDAY_MORNING + timedelta(hours=1)
    first = MessageFactory(recipient=reader)
    bundles.gather(now=monday)
    cover = cover_of(first)
    Message.objects.filter(pk=cover.pk).update(state=MessageState.SENT, sent_at=monday)
    second = MessageFactory(recipient=reader)

    bundles.gather(now=monday)

    assert cover.due_at == monday
    assert now_is(second).due_at == MONDAY_MORNING + timedelta(weeks=1)


def test_what_the_reader_turned_off_is_let_be(db):
    message = MessageFactory(recipient=chosen(Choice.OFF))

    bundles.gather(now=NOW)

    assert (now_is(message).state, now_is(message).last_error) == (
        "cancelled",
        "The reader does not want these mails.",
    )


def test_a_reader_whose_clock_does_not_exist_holds_up_nobody(ask, a_question):
    lost = MessageFactory(kind=a_question, recipient__time_zone="Mars/Olympus")
    question = ask()

    bundles.gather(now=NOW)

    assert {now_is(each).state for each in (lost, question)} == {"bundled"}


def test_several_letters_become_one_mail(reader, ask, sink):
    ask("The plan")
    ask("The budget")
    bundles.gather(now=NOW)

    assert send_batch(clock=lambda: NOW) == 1

    [mail] = sink.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "2 questions about your cooperation: how is it going?"
    assert text.index("The plan") < text.index("The budget")
    assert set(Message.objects.values_list("state", "to_address")) == {("sent", "dara@example.org")}


def test_the_digest_names_the_week(db, sink):
    reader = chosen(Choice.WEEKLY)
    MessageFactory.create_batch(3, recipient=reader)
    bundles.gather(now=NOW)

    send_batch(clock=lambda: MONDAY_MORNING)

    assert [mail["Subject"] for mail in sink.mails] == ["Your week: 3 messages"]


def test_one_question_is_its_own_mail(ask, sink):
    ask("The plan")
    bundles.gather(now=NOW)

    send_batch(clock=lambda: NOW)

    assert [mail["Subject"] for mail in sink.mails] == ["About The plan"]


def test_what_has_nothing_to_say_or_cannot_be_written_leaves_the_others_alone(ask, sink):
    found = [ask(reason) for reason in ("Nothing to say", "Impossible", "The plan", "The budget")]
    nameless = ask()
    Message.objects.filter(pk=nameless.pk).update(kind="notifications.unheard_of")
    bundles.gather(now=NOW)
    Message.objects.filter(pk=nameless.pk).update(
        state=MessageState.BUNDLED, carried_by=cover_of(found[0])
    )

    send_batch(clock=lambda: NOW)

    ends = [(now_is(each).state, now_is(each).last_error) for each in (*found, nameless)]
    assert ends == [
        ("cancelled", "There was nothing left to say."),
        ("failed", "ValueError: The facts contradict each other"),
        ("sent", ""),
        ("sent", ""),
        ("pending", "NoLetterError: notifications.unheard_of"),
    ]
    assert len(sink.taken) == 1


def test_a_mail_with_nothing_in_it_is_not_sent(ask, sink):
    question = ask("Nothing to say")
    bundles.gather(now=NOW)

    send_batch(clock=lambda: NOW)

    assert (sink.taken, now_is(cover_of(question)).state) == ([], "cancelled")


def test_one_mail_of_several_says_each_reason_once_and_keeps_no_secret(reader, ask):
    def compose(message):
        return Letter(
            message.reason,
            (Part(message.reason),),
            reason="You answer for NPIC.",
            thread=f"pairing:{message.pk}",
            invitation=Invitation("REQUEST", b""),
            secrets=(f"secret-{message.pk}",),
            remark="" if message.reason == "One" else "With the meeting link",
        )

    letters.register(Kind("notifications.question", "A question", compose, is_question=True))
    one, two = ask("One"), ask("Two")
    bundles.gather(now=NOW)

    letter = bundles.compose(cover_of(one))

    assert letter == Letter(
        "2 questions about your cooperation: how is it going?",
        (Part("One"), Part("Two")),
        reason="You answer for NPIC.",
        secrets=(f"secret-{one.pk}", f"secret-{two.pk}"),
        remark="With the meeting link",
    )


def test_a_mail_that_was_not_taken_goes_later_with_all_that_it_carries(ask, sink, reader):
    reader.email = "later@example.org"
    reader.save()
    questions = [ask("One"), ask("Two")]
    bundles.gather(now=NOW)

    send_batch(clock=lambda: NOW)

    assert {now_is(question).state for question in questions} == {"bundled"}
    assert now_is(cover_of(questions[0])).state == "pending"


def test_a_promise_that_is_made_again_is_not_asked_twice(reader, a_question):
    promise = Promise("once", a_question, reader, reader, "A reason", NOW)
    messages.enqueue(promise, now=NOW)
    bundles.gather(now=NOW)

    messages.enqueue(promise, now=NOW)
    bundles.gather(now=NOW)

    assert Message.objects.filter(kind=a_question).count() == 1


def test_a_question_that_is_of_no_use_on_monday_goes_while_it_helps(reader, a_question, sink):
    saturday, sunday = (datetime(2026, 11, day, 5, tzinfo=UTC) for day in (28, 29))
    promise = Promise("once", a_question, reader, reader, "A reason", saturday, not_after=sunday)
    question = messages.enqueue(promise, now=saturday)
    bundles.gather(now=question.due_at)

    send_batch(clock=lambda: question.due_at)

    assert now_is(question).state == "sent"


def test_what_is_told_once_a_day_is_not_called_a_question(reader, ask, sink):
    told = [MessageFactory(recipient=reader, kind="notifications.news") for _ in range(2)]
    news = Kind("notifications.news", "News", lambda _: Letter("News", (Part("News"),)))
    letters.register(replace(news, once_a_day=True))
    try:
        bundles.gather(now=NOW)
        letter = bundles.compose(cover_of(told[0]))
    finally:
        del letters._KINDS["notifications.news"]

    assert letter.subject == "2 messages about your cooperation"


def test_a_database_that_is_away_fails_no_message(ask, a_question):
    def compose(_message):
        raise OperationalError("the server closed the connection")

    letters.register(Kind(a_question, "A question", compose, is_question=True))
    question = ask()
    bundles.gather(now=NOW)

    with pytest.raises(OperationalError):
        bundles.compose(cover_of(question))

    assert now_is(question).state == "bundled"


def test_questions_that_wait_over_the_weekend_go_with_mondays(db, a_question):
    reader = RecipientFactory()
    first = MessageFactory(recipient=reader, kind=a_question)
    bundles.gather(now=FRIDAY)
    Message.objects.filter(pk=now_is(first).carried_by_id).update(state="sent", sent_at=FRIDAY)
    late = MessageFactory(recipient=reader, kind=a_question)
    bundles.gather(now=FRIDAY + timedelta(hours=1))
    bundles.gather(now=SATURDAY_MORNING)
    mondays = MessageFactory(recipient=reader, kind=a_question, due_at=MONDAY_MORNING)
    bundles.gather(now=MONDAY_MORNING)

    assert now_is(late).carried_by.due_at == MONDAY_MORNING
    assert now_is(late).carried_by == now_is(mondays).carried_by


def test_what_is_turned_off_leaves_the_mail_that_waits(db, sink):
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    item = MessageFactory(recipient=reader)
    bundles.gather(now=FRIDAY)
    choices.choose(reader, {"notifications.test": Choice.OFF}, by=None)

    send_batch(clock=lambda: MONDAY_MORNING + timedelta(hours=1))

    assert sink.mails == []
    assert now_is(item).state == "cancelled"


def test_calling_back_and_boarding_never_wait_for_each_other(transactional_db, monkeypatch):
    """A mail that waits carries one message about a record; another about it boards now."""
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    MessageFactory(recipient=reader)
    bundles.gather(now=FRIDAY)
    MessageFactory(recipient=reader)
    held, board, errors = Event(), bundles._board, []

    def slow(*args, **options):
        # The message is held; the mail is not yet. Let the other one take the mail first.
        held.set()
        time.sleep(0.5)
        board(*args, **options)

    def call_back():
        held.wait()
        try:
            messages.call_back(reader)
        except OperationalError as error:
            errors.append(str(error))
        finally:
            connection.close()

    monkeypatch.setattr(bundles, "_board", slow)
    other = Thread(target=call_back)
    other.start()
    try:
        bundles.gather(now=FRIDAY + timedelta(hours=1))
    except OperationalError as error:
        errors.append(str(error))
    other.join()

    assert errors == []


def test_a_mail_with_the_questions_of_a_day_stays_below_ten_kilobytes(db, sink, a_question):
    def compose(message):
        links = tuple(Link("On track", f"https://x.example.org/u/{'t' * 43}?s={n}") for n in "abcd")
        part = Part("w" * 300, links=links, brief=links[0])
        return Letter(subject="How is it going?", parts=(part,))

    letters.register(Kind(a_question, "A question", compose, is_question=True))
    reader = RecipientFactory()
    MessageFactory.create_batch(12, recipient=reader, kind=a_question)
    bundles.gather(now=NOW)

    send_batch(clock=lambda: NOW)

    [(_, octets)] = sink.taken
    assert len(octets) < 10_000
