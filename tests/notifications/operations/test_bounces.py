"""Mails that came back, as the servers of this world report them, and as liars do."""

from datetime import UTC, datetime

import pytest

from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import bounces, messages
from notifications.operations.bounces import Report
from notifications.operations.render import message_id
from notifications.wording import error_of
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.notifications.reports import SHAPES, report_on

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SENT_AT = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def of_the_network(settings):
    settings.DEFAULT_FROM_EMAIL = "TVET Partnership Network <noreply@network.example>"


def a_mail(**facts):
    recipient = RecipientFactory(email="dara@example.org")
    facts = {"sent": True, "to_address": "dara@example.org", "recipient": recipient, **facts}
    return MessageFactory(**facts)


def came(octets):
    """Read and record a report; say how the message stands now."""
    report = bounces.read(octets)
    return bounces.record(report, now=NOW) if report else None


def untouched(message):
    found = Message.objects.select_related("recipient").get(pk=message.pk)
    return (found.state, error_of(found), found.recipient.refused_at) == (
        message.state,
        error_of(message),
        None,
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mail_to_nobody_came_back_and_the_address_is_flagged(db, shape):
    message = a_mail()

    found = came(report_on(message, shape))

    assert found == message
    assert (found.state, found.sent_at, error_of(found)) == (
        "bounced",
        SENT_AT,
        "550 5.1.1 User unknown",
    )
    assert (found.recipient.refused_at, found.recipient.refused_reason) == (
        NOW,
        "550 5.1.1 User unknown",
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_what_each_server_says_is_read(db, shape):
    message = a_mail()

    assert bounces.read(report_on(message, shape)) == Report(
        identity=message_id(message),
        address="dara@example.org",
        action="failed",
        blames_address=True,
        reason="550 5.1.1 User unknown",
    )


@pytest.mark.parametrize(
    ("status", "blames_address"),
    [
        ("5.1.1", True),
        ("5.1.2", True),
        ("5.1.6", True),
        ("5.1.10", True),
        ("5.1.7", False),
        ("5.1.8", False),
        ("5.1.9", False),
        ("5.2.2", False),
        ("5.7.1", False),
        ("4.4.7", False),
        ("5.0.0", False),
        ("", False),
        ("x5.1.1", False),
    ],
)
def test_only_what_speaks_of_the_readers_address_flags_it(db, status, blames_address):
    found = came(report_on(a_mail(), status=status))

    assert found.state == "bounced"
    assert (found.recipient.refused_at == NOW) == blames_address


def test_a_late_mail_is_remarked_on_and_the_address_is_not_blamed(db):
    delayed = report_on(a_mail(), action="delayed", status="4.4.1", diagnostic="450 Greylisted")

    found = came(delayed)

    assert (found.state, error_of(found), found.recipient.refused_at) == (
        "sent",
        "The mail server has a problem and tries again: 450 Greylisted",
        None,
    )


def test_a_late_remark_does_not_cover_why_a_mail_came_back(db):
    message = a_mail()
    came(report_on(message))

    found = came(report_on(message, action="delayed", diagnostic="450 Greylisted"))

    assert (found.state, error_of(found)) == ("bounced", "550 5.1.1 User unknown")


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "nonsense"])
def test_good_news_changes_nothing(db, action):
    message = a_mail()

    assert came(report_on(message, action=action)) == message
    assert untouched(message)


def test_the_same_report_again_says_the_same(db):
    message = a_mail()

    first, again = (came(report_on(message)) for _ in range(2))

    assert (first.state, again.state) == ("bounced", "bounced")


def test_the_items_of_a_digest_came_back_with_it(db):
    digest = a_mail()
    items = MessageFactory.create_batch(2, digest=digest, sent=True)
    gone = MessageFactory(digest=digest, state=MessageState.CANCELLED)

    came(report_on(digest))

    found = Message.objects.in_bulk()
    assert {found[item.pk].state for item in items} == {"bounced"}
    assert found[gone.pk].state == "cancelled"


def test_a_report_resolves_an_unconfirmed_mail(db):
    message = a_mail(sent=False, state=MessageState.UNCONFIRMED)
    item = MessageFactory(digest=message, in_digest=True)

    found = came(report_on(message))

    item.refresh_from_db()
    assert (found.state, item.state, item.to_address) == (
        "bounced",
        "bounced",
        "dara@example.org",
    )
    assert found.sent_at == item.sent_at == message.updated_at


def test_an_address_that_was_corrected_meanwhile_is_not_flagged(db):
    message = a_mail()
    message.recipient.email = "new@example.org"
    message.recipient.save()

    found = came(report_on(message))

    assert (found.state, found.recipient.refused_at) == ("bounced", None)


def test_a_report_on_an_older_attempt_says_nothing_of_the_newer(db):
    message = a_mail(to_address="new@example.org")

    assert came(report_on(message, address="dara@example.org")) is None
    assert untouched(message)


def test_the_address_may_be_written_in_capitals(db):
    assert came(report_on(a_mail(), address="Dara@Example.ORG")).state == "bounced"


def test_after_a_bounce_a_person_can_send_it_again(db):
    found = came(report_on(a_mail()))

    again = messages.resend(found, now=NOW, by=None)

    again.recipient.refresh_from_db()
    assert (again.state, again.sent_at, again.recipient.is_reachable) == ("pending", None, True)


@pytest.mark.parametrize(
    "state",
    ["pending", "in_digest", "cancelled", "expired", "failed"],
)
def test_what_never_left_cannot_come_back(db, state):
    digest = a_mail() if state == "in_digest" else None
    message = a_mail(sent=False, state=state, digest=digest)

    assert came(report_on(message)) is None
    assert untouched(message)


@pytest.mark.parametrize(
    "forge",
    [
        lambda true: true.replace("<", "<0", 1),
        lambda true: true.replace("@network.example", "@elsewhere.example"),
        lambda true: true.partition(".")[0] + ".999999@network.example>",
        lambda true: "<" + "9" * 5000 + "@network.example>",
        lambda _true: "<1@network.example>",
        lambda _true: "",
    ],
)
def test_a_message_id_that_we_did_not_make_changes_nothing(db, forge):
    message = a_mail()

    assert came(report_on(message, identity=forge(message_id(message)))) is None
    assert untouched(message)


def test_the_identity_of_one_mail_does_not_open_another(db):
    message, other = a_mail(), a_mail()
    stolen = message_id(message).replace(f".{message.pk}@", f".{other.pk}@")

    assert came(report_on(other, identity=stolen)) is None
    assert untouched(other)


def test_of_several_readers_the_one_we_wrote_to_counts(db):
    message = a_mail()
    octets = report_on(message, action="delivered").replace(
        b"Final-Recipient: rfc822; dara@example.org\r\n",
        b"Final-Recipient: rfc822; liu@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"Final-Recipient: rfc822; dara@example.org\r\n",
    )

    assert bounces.read(octets).action == "delivered"


def test_an_address_that_leads_elsewhere_counts_as_the_one_we_wrote_to(db):
    octets = report_on(a_mail(), "exchange").replace(
        b"Final-Recipient: rfc822;dara@example.org", b"Final-Recipient: rfc822;d@elsewhere.example"
    )

    assert came(octets).state == "bounced"


def a_report(*, fields=b"Action: failed\r\n", returned=b"message/rfc822"):
    return (
        b"Content-Type: multipart/report; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\n" + fields + b"\r\n"
        b"--b\r\nContent-Type: " + returned + b"\r\n\r\nMessage-ID: <a.1@b>\r\n\r\n--b--\r\n"
    )


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x00\xff\xfe" * 1000,
        b"Subject: Hello\r\n\r\nI am on holiday.\r\n",
        b"Content-Type: multipart/report\r\n\r\nno parts\r\n",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nText\r\n--b--\r\n",
        a_report(fields=b"Reporting-MTA: dns; x\r\n"),
        a_report(fields=b""),
        a_report(returned=b"text/plain"),
        a_report(returned=b"image/png"),
        b"".join(
            b"Content-Type: multipart/report; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
            for depth in range(3000)
        ),
    ],
    ids=range(10),
)
def test_other_mail_is_no_report(octets):
    assert bounces.read(octets) is None


def test_a_report_of_headers_that_cannot_be_read_names_nothing(db):
    octets = a_report(returned=b"text/rfc822-headers; x\r\nContent-Transfer-Encoding: base64")

    report = bounces.read(octets)

    assert report is None or bounces.record(report, now=NOW) is None


def test_what_a_server_says_is_kept_on_one_line_and_not_at_length(db):
    nasty = "550 5.1.1 \x1b[31mNo\x00 <script>" + "x" * 2000

    found = came(report_on(a_mail(), diagnostic=nasty))

    assert error_of(found).startswith("550 5.1.1 [31mNo <script>xxx")
    assert len(error_of(found)) == 500
    assert "\x1b" not in error_of(found)


@pytest.mark.parametrize(
    ("diagnostic", "status", "reason"),
    [("", "5.1.1", "5.1.1"), ("550 gone", "5.1.1", "550 gone")],
)
def test_a_server_that_says_little(db, diagnostic, status, reason):
    assert error_of(came(report_on(a_mail(), diagnostic=diagnostic, status=status))) == reason


def test_a_server_that_says_nothing(db):
    message = a_mail()
    with_status = report_on(message).replace(
        b"Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n", b""
    )
    without = with_status.replace(b"Status: 5.1.1\r\n", b"")

    reasons = [bounces.read(octets).reason for octets in (with_status, without)]

    assert reasons == ["5.1.1", ""]
    assert error_of(came(without)) == "The mail server gave no reason."
