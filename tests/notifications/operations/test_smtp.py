"""The way to the mail server, and the truth about what became of each mail."""

import socket
from threading import Thread

import pytest
from django.core.mail import EmailMessage

from notifications.operations.smtp import (
    Connection,
    Fence,
    LaterError,
    RefusedError,
    UnconfirmedError,
    UnreachableError,
    boot_time,
)

FENCE = Fence.raised(lease=3600)


def mail_to(address, body="Text\n"):
    return EmailMessage(subject="A subject", body=body, to=[address])


@pytest.fixture
def connection(sink):
    connection = Connection()
    connection.open()
    yield connection
    connection.close()


def test_a_mail_arrives_as_it_was_written(connection, sink):
    connection.deliver(mail_to("a@example.org", ".a line with a dot\nម៉ៅ\n..two\n"), fence=FENCE)

    assert sink.mails[0].get_content().splitlines() == [".a line with a dot", "ម៉ៅ", "..two"]


def test_one_connection_serves_all(connection, sink):
    for _ in range(3):
        connection.open()
        connection.deliver(mail_to("a@example.org"), fence=FENCE)

    assert (len(sink.taken), sink.connections) == (3, 1)


@pytest.mark.parametrize(
    ("address", "address_refused"),
    [
        ("nobody@example.org", True),
        ("unknown@example.org", True),
        ("relaying@example.org", False),
        ("sender@example.org", False),
        ("spam@example.org", False),
    ],
)
def test_a_refusal_says_whether_the_address_is_to_blame(connection, sink, address, address_refused):
    with pytest.raises(RefusedError) as refused:
        connection.deliver(mail_to(address), fence=FENCE)

    assert refused.value.address_refused == address_refused


@pytest.mark.parametrize("address", ["later@example.org", "busy@example.org", "cut@example.org"])
def test_what_was_certainly_not_taken_may_be_tried_later(connection, sink, address):
    with pytest.raises(LaterError):
        connection.deliver(mail_to(address), fence=FENCE)

    assert sink.taken == []


def test_silence_after_the_mail_leaves_it_unconfirmed(connection, sink):
    with pytest.raises(UnconfirmedError):
        connection.deliver(mail_to("silent@example.org"), fence=FENCE)

    assert len(sink.taken) == 1


@pytest.mark.parametrize("trouble", ["nobody", "later", "cut", "spam", "busy", "silent"])
def test_after_trouble_the_next_mail_goes(connection, sink, trouble):
    with pytest.raises((LaterError, RefusedError, UnconfirmedError)):
        connection.deliver(mail_to(f"{trouble}@example.org"), fence=FENCE)

    connection.open()
    connection.deliver(mail_to("a@example.org"), fence=FENCE)

    assert sink.addresses[-1] == "a@example.org"


def test_a_server_that_is_not_there_is_out_of_reach(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(UnreachableError):
        Connection().open()


def test_a_server_that_hangs_up_at_once_is_out_of_reach(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        hang_up = Thread(target=lambda: server.accept()[0].close())  # noqa: PLW0108 — accept in there
        hang_up.start()

        with pytest.raises(UnreachableError):
            Connection().open()
        hang_up.join()


def test_a_farewell_that_fails_concerns_no_mail(connection, sink):
    connection._backend.connection.sock.shutdown(socket.SHUT_RDWR)

    connection.close()

    assert connection._backend.connection is None


def test_who_wakes_up_too_late_does_not_send(connection, sink):
    passed = Fence(begun_at=boot_time() - 4, within=3)

    with pytest.raises(LaterError, match="Another program may have sent it"):
        connection.deliver(mail_to("a@example.org"), fence=passed)
    connection.open()
    connection.deliver(mail_to("b@example.org"), fence=FENCE)

    assert sink.addresses == ["b@example.org"]


def test_the_fence_leaves_two_fifths_of_the_lease():
    begun_at = boot_time()

    fences = [Fence(begun_at - age, within=Fence.raised(lease=100).within) for age in (59, 61)]

    assert [fence.is_passed() for fence in fences] == [False, True]


def test_a_server_that_does_not_answer_the_dot_in_time_leaves_it_unconfirmed(
    connection, sink, settings
):
    settings.OUTBOX_DOT_TIMEOUT = 0.2

    with pytest.raises(UnconfirmedError):
        connection.deliver(mail_to("slow@example.org"), fence=FENCE)
    connection.open()
    connection.deliver(mail_to("b@example.org"), fence=FENCE)

    assert sink.addresses[-1] == "b@example.org"


def test_eight_bit_text_is_announced_where_the_server_knows_it(connection, sink):
    connection.deliver(mail_to("a@example.org", "\u1798\n"), fence=FENCE)
    connection._backend.connection.esmtp_features.clear()
    connection.deliver(mail_to("b@example.org", "\u1798\n"), fence=FENCE)

    assert sink.options == [["BODY=8BITMIME"], []]


def test_a_folder_takes_mails_without_a_connection(settings, tmp_path):
    settings.EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    connection = Connection()

    connection.open()
    connection.deliver(mail_to("a@example.org"), fence=FENCE)
    connection.close()

    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_a_folder_that_cannot_be_written_may_be_later(settings, tmp_path):
    settings.EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "file" / "below"
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(LaterError, match="NotADirectoryError"):
        Connection().deliver(mail_to("a@example.org"), fence=FENCE)


@pytest.mark.parametrize(
    ("address", "is_judged"),
    [("later@example.org", True), ("busy@example.org", True), ("cut@example.org", False)],
)
def test_it_is_known_whether_the_server_judged_the_mail(connection, sink, address, is_judged):
    with pytest.raises(LaterError) as later:
        connection.deliver(mail_to(address), fence=FENCE)

    assert later.value.is_judged == is_judged


@pytest.mark.parametrize("farewell", ["", "421 4.7.0 Too many mails in one connection"])
def test_a_server_that_ends_the_connection_after_each_mail_gets_all_of_them(
    connection, sink, farewell
):
    sink.mails_a_connection, sink.farewell = 1, farewell
    for number in range(4):
        connection.open()
        connection.deliver(mail_to(f"{number}@example.org"), fence=FENCE)

    assert sink.addresses == [f"{number}@example.org" for number in range(4)]
    assert sink.connections == 4


def test_a_server_that_is_gone_after_a_mail_has_not_judged_the_next(connection, sink):
    sink.mails_a_connection = 1
    connection.open()
    connection.deliver(mail_to("a@example.org"), fence=FENCE)
    connection._backend.port = 1

    with pytest.raises(LaterError) as later:
        connection.deliver(mail_to("b@example.org"), fence=FENCE)

    assert (later.value.is_judged, sink.addresses) == (False, ["a@example.org"])


def test_a_server_that_takes_no_mail_at_all_is_not_asked_without_an_end(connection, sink):
    sink.mails_a_connection = 0

    with pytest.raises(LaterError) as later:
        connection.deliver(mail_to("a@example.org"), fence=FENCE)

    assert (later.value.is_judged, sink.connections) == (False, 1)
