"""What mail servers say, in plain words."""

import pytest

from notifications.enums import MessageState
from notifications.wording import in_words
from tests.factories.notifications import MessageFactory

NO_ADDRESS = "We have no e-mail address for Sok Dara."
REFUSED = "The mail server refused this address before: 550 5.1.1 User unknown"


def of(error, state=MessageState.FAILED):
    return MessageFactory.build(state=state, last_error=error, about_type=None, about_id=1)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("550 5.1.1 <a@b.example>: User unknown", "This address does not exist."),
        (
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
            "This address does not exist.",
        ),
        ("5.1.2", "This address does not exist."),
        (REFUSED, "This address does not exist."),
        ("550 No such user here", "The mail server does not know this address."),
        ("553 sorry, no mailbox here", "The mail server does not know this address."),
        (
            "550 5.1.8 Sender address rejected: Domain not found",
            "The mail server does not accept the address we send from.",
        ),
        ("552 5.2.2 Over quota", "The mailbox is full."),
        ("452 4.2.2 Mailbox full", "The mailbox is full."),
        ("550 5.2.1 Mailbox disabled", "The mailbox is closed."),
        ("552 5.3.4 Message too big", "The mail is too large for this mailbox."),
        (
            "550 5.7.1 Relaying denied",
            "The mail server does not accept our mail. It may think that it is spam.",
        ),
        ("451 4.3.0 Try again later", "The mail server had a problem each time we tried."),
        ("421 Too busy", "The mail server had a problem each time we tried."),
        ("554 5.6.0 Not with these words", "The mail server did not accept this mail."),
        ("554 Not with these words", "The mail server did not accept this mail."),
        ("TimeoutError: timed out", "We could not reach the mail server."),
        ("ConnectionResetError: [Errno 104]", "We could not reach the mail server."),
        ("SMTPServerDisconnected: closed", "We could not reach the mail server."),
        (
            "ValueError: The facts contradict each other",
            "We could not write the text. Tell the people who run this site.",
        ),
        (
            "NoComposerError: events.of_old",
            "We could not write the text. Tell the people who run this site.",
        ),
        (NO_ADDRESS, NO_ADDRESS),
        ("", "We do not know why."),
    ],
)
@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.BOUNCED])
def test_what_was_said_is_told_in_plain_words(error, words, state):
    assert in_words(of(error, state)) == words


def test_unconfirmed_is_unconfirmed_whatever_was_said():
    words = "The mail server got it and did not answer. We do not know if it arrived."

    assert in_words(of("TimeoutError: timed out", MessageState.UNCONFIRMED)) == words


@pytest.mark.parametrize("state", ["pending", "sent", "cancelled", "expired", "in_digest"])
def test_what_is_no_error_needs_no_words(state):
    assert in_words(of("451 Later", state)) == ""
