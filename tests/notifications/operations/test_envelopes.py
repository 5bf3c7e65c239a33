"""A letter made into a mail: headers clean, identity stable."""

import random
from email.headerregistry import Address

import pytest

from notifications.letters import Letter
from notifications.operations.envelopes import envelope, message_id
from notifications.operations.sending import send_batch
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.notifications.operations.test_sending import clock


def begun(**recipient):
    message = MessageFactory.build(
        key="meeting:1:1:week:1",
        recipient=RecipientFactory.build(**recipient),
        about_type=None,
        about_id=1,
    )
    message.to_address = message.recipient.email
    return message


def test_each_attempt_has_the_same_identity(settings):
    settings.DEFAULT_FROM_EMAIL = "TVET <noreply@network.example>"

    assert message_id(begun()) == message_id(begun())
    assert message_id(begun()) == "<d27cf6b92c8600d60f48e876dc32d83705848a9b@network.example>"


def test_replies_go_to_those_who_read_them(settings):
    settings.REPLY_TO_EMAIL = "team@network.example"

    assert envelope(begun(), Letter("S", "B")).message()["Reply-To"] == "team@network.example"


def test_machines_do_not_answer():
    mail = envelope(begun(), Letter("S", "B")).message()

    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Reply-To" not in mail


def test_a_letter_may_have_another_form_and_attachments():
    letter = Letter("S", "B", html="<p>B</p>", attachments=(("a.ics", b"BEGIN", "text/calendar"),))

    mail = envelope(begun(), letter).message()

    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]


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
        mail = envelope(begun(name=text), Letter(text, "B"))

        octets = mail.message().as_bytes()

        assert b"\nTo: " in octets
        assert octets.count(b"Subject: ") == 1
