"""A mail made ready to leave: headers clean, identity stable."""

import random
from dataclasses import replace
from email.headerregistry import Address

import pytest

from notifications.mails import Invitation, Link, Mail, Section
from notifications.operations import choices
from notifications.operations.batches import send_batch
from notifications.operations.render import message_id, render_email, row_of
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.notifications.operations.test_batches import clock

TEXT = Mail("S", (Section("A part"),))


def begun(**recipient):
    message = MessageFactory.build(
        pk=42,
        key="meeting:1:1:week:1",
        recipient=RecipientFactory.build(**recipient),
        about_type=None,
        about_id=1,
    )
    message.to_address = message.recipient.email
    return message


def test_each_attempt_has_the_same_identity_and_names_the_row(settings):
    settings.DEFAULT_FROM_EMAIL = "TVET <noreply@network.example>"

    identity = message_id(begun())

    assert identity == message_id(begun())
    assert identity == "<d27cf6b92c8600d60f48e876dc32d83705848a9b.42@network.example>"
    assert row_of(identity) == 42


@pytest.mark.parametrize(
    "identity",
    ["", "<>", "<abc@network.example>", "<abc.x@network.example>", "<abc.\u0664@n.example>"]
    + [f"<abc.{'9' * digits}@network.example>" for digits in (30, 5000)],
)
def test_other_identities_name_no_row(identity):
    assert row_of(identity) is None


def test_replies_go_to_those_who_read_them(settings):
    settings.REPLY_TO_EMAIL = "team@network.example"
    of_the_mail = replace(TEXT, reply_to="coordinator@network.example")

    assert render_email(begun(), TEXT).message()["Reply-To"] == "team@network.example"
    assert render_email(begun(), of_the_mail).message()["Reply-To"] == "coordinator@network.example"


def test_machines_do_not_answer():
    mail = render_email(begun(), TEXT).message()

    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Reply-To" not in mail


def test_mails_about_one_thing_to_one_reader_hang_together():
    recipient = RecipientFactory.build(pk=7)
    threads = []
    for pk, thread in ((1, "event:1"), (2, "event:1"), (3, "event:2"), (4, "")):
        message = begun()
        message.pk, message.recipient = pk, recipient
        mail = render_email(message, replace(TEXT, thread=thread)).message()
        threads.append((mail["References"], mail["In-Reply-To"]))

    assert threads[0] == threads[1] != threads[2]
    assert threads[0][0] == threads[0][1]
    assert threads[3] == (None, None)


def test_what_may_be_off_says_where_in_the_text_and_for_one_click(settings):
    settings.SITE_URL = "https://network.example"
    message = begun()

    mail = render_email(message, TEXT)

    url = f"https://network.example/mails/{choices.token_of(message)}/"
    assert mail.message()["List-Unsubscribe"] == f"<{url}>"
    assert mail.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in mail.body
    assert url in mail.alternatives[0].content


@pytest.mark.parametrize("kind", ["notifications.duty", "notifications.unheard_of"])
def test_what_cannot_be_off_offers_no_choice(a_duty, kind):
    message = begun()
    message.kind = kind

    mail = render_email(message, TEXT)

    assert "List-Unsubscribe" not in mail.message()
    assert "/mails/" not in mail.body


def test_text_and_html_say_the_same():
    part = Section(
        "Plan & budget",
        lede="A lede",
        facts=(("Until", "1 Dec 2026"),),
        ask="Is it done?",
        links=(Link("Yes", "https://network.example/u/a/"),),
        note="A note",
    )
    mail = render_email(
        begun(), Mail("S", (part, Section("Two")), to_name="Dara", reason="A reason")
    )

    html = mail.alternatives[0].content
    for words in ("Dear Dara,", "A lede", "Until: 1 Dec 2026", "Is it done?", "Yes", "A note"):
        assert words in mail.body
    for words in ("Dear Dara,", "A lede", "Until:", "1 Dec 2026", "Is it done?", "Yes", "A note"):
        assert words in html
    assert ("Plan & budget" in mail.body, "Plan &amp; budget" in html) == (True, True)
    assert ("A reason" in mail.body, "A reason" in html) == (True, True)
    assert len(mail.message().as_bytes()) < 10_000


def test_the_outbox_does_not_keep_what_opens_something():
    link = Link("Yes", "https://network.example/u/abc123/?s=done")
    written = Mail(
        "S", (Section("A part", links=(link,)),), secrets=("abc123",), remarks=("events.with_link",)
    )
    message = begun()

    mail = render_email(message, written)

    assert "/u/abc123/?s=done" in mail.body
    assert "/u/\u2026/?s=done" in message.body
    assert "abc123" not in message.body
    assert (choices.token_of(message) in mail.body, "/mails/\u2026/" in message.body) == (
        True,
        True,
    )
    assert (message.subject, message.remarks) == ("S", ["events.with_link"])


def test_an_invitation_comes_as_outlook_and_gmail_want_it():
    written = replace(TEXT, invitation=Invitation("REQUEST", b"BEGIN:VCALENDAR\r\n"))

    mail = render_email(begun(), written).message()

    parts = list(mail.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert parts[4].get_param("method") == "REQUEST"
    assert parts[5].get_filename() == "meeting.ics"


@pytest.mark.parametrize(
    "name",
    [
        "សុខ ដារា",
        "刘雨桐",
        'O"Neill, Mary',
        "a\x0c0: b",
        "x\r\nBcc: evil@example.org",
        "\u2028y\x85z",
    ],
)
def test_names_of_all_scripts_arrive_and_nothing_else_does(db, sink, name):
    MessageFactory(recipient=RecipientFactory(name=name, email="a@example.org"), reason=name)

    send_batch(clock=clock)

    [mail] = sink.mails
    [address] = mail["To"].addresses
    assert address == Address(" ".join(name.split()), addr_spec="a@example.org")
    assert mail["Subject"] == f"About {' '.join(name.split())}"
    assert "Bcc" not in mail


def test_no_character_makes_a_header_that_breaks():
    chance = random.Random(20261122)  # noqa: S311 — the same characters each time
    for _ in range(500):
        text = "".join(
            chr(chance.choice([*range(0x100), *range(0x2000, 0x2070)])) for _ in "12345678"
        )
        mail = render_email(begun(name=text), Mail(text, (Section("B"),)))

        octets = mail.message().as_bytes()

        assert b"\nTo: " in octets
        assert octets.count(b"Subject: ") == 1
