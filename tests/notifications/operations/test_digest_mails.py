"""One mail of several messages: what it says, and what becomes of each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError

from notifications import mails
from notifications.enums import Choice, MessageState
from notifications.mails import Invitation, Kind, Link, Mail, Section
from notifications.models import Message
from notifications.operations import choices, digests
from notifications.operations.batches import send_batch
from notifications.wording import error_of
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory
from tests.notifications.digests import FRIDAY, MONDAY_MORNING, NOW, chosen, cover_of, now_is


def test_several_mails_become_one_mail(reader, ask, sink):
    ask("The plan")
    ask("The budget")
    digests.collect(now=NOW)

    assert send_batch(clock=lambda: NOW) == 1

    [mail] = sink.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "2 questions about your cooperation: how is it going?"
    assert text.index("The plan") < text.index("The budget")
    assert set(Message.objects.values_list("state", "to_address")) == {("sent", "dara@example.org")}


def test_the_digest_names_the_week(db, sink):
    reader = chosen(Choice.WEEKLY)
    MessageFactory.create_batch(3, recipient=reader)
    digests.collect(now=NOW)

    send_batch(clock=lambda: MONDAY_MORNING)

    assert [mail["Subject"] for mail in sink.mails] == ["Your week: 3 messages"]


def test_one_question_is_its_own_mail(ask, sink):
    ask("The plan")
    digests.collect(now=NOW)

    send_batch(clock=lambda: NOW)

    assert [mail["Subject"] for mail in sink.mails] == ["About The plan"]


def test_what_has_nothing_to_say_or_cannot_be_written_leaves_the_others_alone(ask, sink):
    found = [ask(reason) for reason in ("Nothing to say", "Impossible", "The plan", "The budget")]
    nameless = ask()
    Message.objects.filter(pk=nameless.pk).update(kind="notifications.unheard_of")
    digests.collect(now=NOW)
    Message.objects.filter(pk=nameless.pk).update(
        state=MessageState.IN_DIGEST, digest=cover_of(found[0])
    )

    send_batch(clock=lambda: NOW)

    ends = [(now_is(each).state, error_of(now_is(each))) for each in (*found, nameless)]
    assert ends == [
        ("cancelled", "There was nothing more to say."),
        ("failed", "ValueError: The facts contradict each other"),
        ("sent", ""),
        ("sent", ""),
        ("pending", "NoComposerError: notifications.unheard_of"),
    ]
    assert len(sink.taken) == 1


def test_a_mail_with_nothing_in_it_is_not_sent(ask, sink):
    question = ask("Nothing to say")
    digests.collect(now=NOW)

    send_batch(clock=lambda: NOW)

    assert (sink.taken, now_is(cover_of(question)).state) == ([], "cancelled")


def test_one_mail_of_several_says_each_reason_once_and_keeps_no_secret(reader, ask):
    def compose(message):
        return Mail(
            message.reason,
            (Section(message.reason),),
            reason="You answer for NPIC.",
            thread=f"pairing:{message.pk}",
            invitation=Invitation("REQUEST", b""),
            secrets=(f"secret-{message.pk}",),
            remarks=() if message.reason == "One" else ("events.with_link",),
        )

    mails.register(Kind("notifications.question", "A question", compose, is_question=True))
    one, two = ask("One"), ask("Two")
    digests.collect(now=NOW)

    mail = digests.compose(cover_of(one))

    assert mail == Mail(
        "2 questions about your cooperation: how is it going?",
        (Section("One"), Section("Two")),
        reason="You answer for NPIC.",
        secrets=(f"secret-{one.pk}", f"secret-{two.pk}"),
        remarks=("events.with_link",),
    )


def test_several_questions_are_named_and_one_link_opens_them_all(reader, ask):
    def compose(message):
        title = message.reason
        if title == "News":
            return Mail(title, (Section(title, links=(Link("Read", "https://x.example.org/n"),)),))
        for_all = Link("Say how it is going", f"https://x.example.org/{title}")
        choices = (Link("Done", f"{for_all.url}?s=done"), Link("Late", f"{for_all.url}?s=late"))
        section = Section(
            title,
            "It is due:",
            facts=(("Pairing", "NPIC"),),
            ask="How?",
            links=choices,
            note=f"For {title}",
            for_all=for_all,
        )
        return Mail(title, (section,))

    mails.register(Kind("notifications.question", "A question", compose, is_question=True))
    one, _news, _two = ask("One"), ask("News"), ask("Two")
    digests.collect(now=NOW)

    mail = digests.compose(cover_of(one))

    for_all = Link("Say how it is going", "https://x.example.org/One")
    ask_all = "Answer all of them on one page:"
    facts = (("Pairing", "NPIC"),)
    assert mail.sections == (
        Section("One", "It is due:", facts=facts, for_all=for_all),
        Section(
            "Two",
            "It is due:",
            facts=facts,
            ask=ask_all,
            links=(for_all,),
            note="For One",
            for_all=Link("Say how it is going", "https://x.example.org/Two"),
        ),
        Section("News", links=(Link("Read", "https://x.example.org/n"),)),
    )


def test_a_mail_that_was_not_taken_goes_later_with_all_that_it_carries(ask, sink, reader):
    reader.email = "later@example.org"
    reader.save()
    questions = [ask("One"), ask("Two")]
    digests.collect(now=NOW)

    send_batch(clock=lambda: NOW)

    assert {now_is(question).state for question in questions} == {"in_digest"}
    assert now_is(cover_of(questions[0])).state == "pending"


def test_what_is_told_once_a_day_is_not_called_a_question(reader, ask, sink):
    both = [MessageFactory(recipient=reader, kind="notifications.news") for _ in range(2)]
    news = Kind("notifications.news", "News", lambda _: Mail("News", (Section("News"),)))
    mails.register(replace(news, once_a_day=True))
    try:
        digests.collect(now=NOW)
        mail = digests.compose(cover_of(both[0]))
    finally:
        del mails._KINDS["notifications.news"]

    assert mail.subject == "2 messages about your cooperation"


def test_a_database_that_is_away_fails_no_message(ask, a_question):
    def compose(_message):
        raise OperationalError("the server closed the connection")

    mails.register(Kind(a_question, "A question", compose, is_question=True))
    question = ask()
    digests.collect(now=NOW)

    with pytest.raises(OperationalError):
        digests.compose(cover_of(question))

    assert now_is(question).state == "in_digest"


def test_what_is_turned_off_leaves_the_mail_that_waits(db, sink):
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    item = MessageFactory(recipient=reader)
    digests.collect(now=FRIDAY)
    choices.choose(reader, {"notifications.test": Choice.OFF}, by=None)

    send_batch(clock=lambda: MONDAY_MORNING + timedelta(hours=1))

    assert sink.mails == []
    assert now_is(item).state == "cancelled"


def test_a_mail_with_the_questions_of_a_day_stays_below_ten_kilobytes(db, sink, a_question):
    def compose(message):
        links = tuple(Link("On track", f"https://x.example.org/u/{'t' * 43}?s={n}") for n in "abcd")
        section = Section("w" * 300, links=links, for_all=links[0])
        return Mail(subject="How is it going?", sections=(section,))

    mails.register(Kind(a_question, "A question", compose, is_question=True))
    reader = RecipientFactory()
    MessageFactory.create_batch(12, recipient=reader, kind=a_question)
    digests.collect(now=NOW)

    send_batch(clock=lambda: NOW)

    [(_, octets)] = sink.taken
    assert len(octets) < 10_000
