"""How a person wants the mails of each kind."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.core.signing import Signer
from django.db import connection

from accounts.operations import links
from notifications.enums import Choice
from notifications.models import Message, Preference
from notifications.operations import choices, digests
from notifications.operations.choices import NoChoiceError
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory

KIND = "notifications.test"


def kept():
    return set(Preference.objects.values_list("recipient", "kind", "choice"))


def test_what_is_unusual_is_kept_and_what_is_not_named_stays(db, a_question):
    reader = PreferenceFactory(kind=a_question, choice=Choice.OFF).recipient

    choices.choose(reader, {KIND: Choice.WEEKLY}, by="Sok Dara")

    assert kept() == {(reader.pk, KIND, "weekly"), (reader.pk, a_question, "off")}


def test_the_usual_needs_no_row(db):
    reader = PreferenceFactory(kind=KIND).recipient

    assert choices.choose(reader, {KIND: Choice.AT_ONCE}, by=None) == []
    assert kept() == set()


def test_the_same_choice_again_is_kept_once(db):
    reader = RecipientFactory()

    for _ in range(2):
        choices.choose(reader, {KIND: Choice.OFF}, by=None)

    assert kept() == {(reader.pk, KIND, "off")}


def test_choices_at_once_end_in_one(transactional_db):
    reader, at_once, trouble = RecipientFactory(), Barrier(4), []

    def choose():
        at_once.wait()
        try:
            choices.choose(reader, {KIND: Choice.OFF}, by=None)
        except Exception as error:  # noqa: BLE001 - a thread would keep it to itself
            trouble.append(error)
        connection.close()

    threads = [Thread(target=choose) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (trouble, kept()) == ([], {(reader.pk, KIND, "off")})


@pytest.mark.parametrize("kind", ["notifications.duty", "notifications.digest", "no.such"])
def test_what_always_comes_cannot_be_turned_off_and_nothing_else_changes(db, a_duty, kind):
    reader = RecipientFactory()

    with pytest.raises(NoChoiceError):
        choices.choose(reader, {KIND: Choice.OFF, kind: Choice.OFF}, by=None)

    assert kept() == set()


def test_what_was_chosen_names_every_kind_that_may_be_off(db, a_question, a_duty):
    reader = PreferenceFactory(kind=a_question, choice=Choice.WEEKLY).recipient

    found = choices.chosen(reader)

    assert (found[a_question], found[KIND]) == (Choice.WEEKLY, Choice.AT_ONCE)
    assert {a_duty, "notifications.digest"}.isdisjoint(found)


def test_turning_off_a_mail_turns_off_its_kind(db):
    message = MessageFactory()

    choices.turn_off(message, by=None)

    assert kept() == {(message.recipient_id, KIND, "off")}


def test_turning_off_a_mail_of_several_turns_off_what_may_be(db, a_question, a_duty):
    digest = MessageFactory(kind="notifications.digest")
    for kind in (a_question, a_question, a_duty):
        MessageFactory(kind=kind, digest=digest, in_digest=True)

    choices.turn_off(digest, by=None)

    assert kept() == {(digest.recipient_id, a_question, "off")}


def test_turning_off_what_always_comes_does_nothing(db, a_duty):
    assert choices.turn_off(MessageFactory(kind=a_duty), by=None) == []


def test_a_token_names_its_mail_for_years(db):
    message = MessageFactory()

    assert choices.find(choices.token_of(message)) == message


@pytest.mark.parametrize(
    "token",
    [
        "",
        ":",
        "1",
        "1:abc",
        Signer().sign("1"),
        Signer(salt="notifications.choices").sign("x"),
        Signer(salt="notifications.choices").sign("9" * 5000),
        Signer(salt="notifications.choices").sign("\u0661"),
    ],
)
def test_no_other_token_opens_anything(db, token):
    MessageFactory(pk=1)

    assert choices.find(token) is None


def test_a_token_whose_mail_is_gone_opens_nothing(db):
    message = MessageFactory()
    token = choices.token_of(message)
    message.delete()

    assert choices.find(token) is None


def test_the_token_opens_nothing_else(db):
    assert links.find(choices.token_of(MessageFactory())) is None


def test_one_click_turns_off_what_came_not_what_was_taken_out(db, a_question):
    reader = RecipientFactory()
    came = MessageFactory(recipient=reader, kind=a_question)
    digests.collect(now=datetime(2026, 11, 20, 8, tzinfo=UTC))
    digest = Message.objects.get(pk=came.pk).digest
    MessageFactory(recipient=reader, digest=digest, state="cancelled")

    assert choices.kinds_in(digest) == [a_question]
