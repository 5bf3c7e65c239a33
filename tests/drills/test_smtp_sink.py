"""The mail server of the drills, spoken to as a sender does."""

import smtplib
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from tests.drills.conftest import MailServer, eventually

MAIL = "Message-ID: <a@x>\r\nSubject: Hello\r\n\r\nHello"


@pytest.fixture
def server(tmp_path):
    server = MailServer(tmp_path)
    server.turn()
    yield server
    server.end()


def send(server, text=MAIL):
    with smtplib.SMTP("127.0.0.1", server.smtp, timeout=5) as connection:
        connection.sendmail("from@example.org", ["to@example.org"], text)


def answer(server, message_id):
    asked = urlencode({"message_id": message_id})
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.http}/?{asked}", timeout=5):
            return 200
    except urllib.error.HTTPError as error:
        return error.code


def test_it_knows_what_it_took_also_in_an_earlier_life(server):
    send(server)
    server.turn()

    assert server.mails == ["<a@x>"]
    assert server.addresses == ["to@example.org"]
    assert (answer(server, "<a@x>"), answer(server, "<b@x>")) == (200, 404)


@pytest.mark.parametrize(("mood", "taken"), [("--drop-after=1", 1), ("--drop-before=1", 0)])
def test_a_sender_cannot_tell_whether_the_mail_was_taken(server, mood, taken):
    server.turn(mood)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(server)

    assert len(server.mails) == taken


def test_a_busy_one_takes_nothing(server):
    server.turn("--busy=1")

    with pytest.raises(smtplib.SMTPDataError, match="451"):
        send(server)

    assert server.mails == []


def test_one_far_away_answers_later_than_some_wait(server):
    server.turn("--delay-ms=60000")

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        smtplib.SMTP("127.0.0.1", server.smtp, timeout=0.5)


def test_one_that_thinks_takes_the_mail_of_a_sender_who_has_gone(server):
    server.turn("--think-ms=2000")
    connection = smtplib.SMTP("127.0.0.1", server.smtp, timeout=5)
    connection.ehlo()
    connection.mail("from@example.org")
    connection.rcpt("to@example.org")
    connection.docmd("DATA")
    connection.sock.settimeout(0.1)
    connection.send(f"{MAIL}\r\n.\r\n")
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        connection.getreply()
    assert server.mails == []

    eventually(lambda: server.mails == ["<a@x>"])
