"""What the project staff do with a message: send it now or again, or take it back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from notifications.enums import LEFT, MessageState
from notifications.models import Message
from notifications.terms import DeliveryError
from tests.factories.notifications import RecipientFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import official, staff
from tests.notifications.views.outbox_pages import (
    NEEDING_ATTENTION,
    NOW,
    a_digest,
    a_message,
    page_of,
)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.FAILED, "We could not send this message."),
        (MessageState.UNCONFIRMED, "If you send it again, the reader may get it twice."),
        (MessageState.BOUNCED, "This message came back."),
    ],
)
def test_what_failed_says_what_to_do_and_can_be_sent_again(db, signed_in, state, words):
    sent_at = NOW if state in LEFT else None
    message = a_message(state=state, attempts=8, sent_at=sent_at)
    client = signed_in(staff())
    page = client.get(page_of(message)).content.decode()

    response = client.post(reverse("notifications:message-resend", args=[message.pk]), follow=True)

    message.refresh_from_db()
    assert words in page
    assert (message.state, message.attempts) == ("pending", 0)
    assert "The message waits again." in response.content.decode()


def test_what_was_cancelled_by_hand_is_sent_after_all(db, signed_in):
    message = a_message()
    client = signed_in(staff())
    client.post(reverse("notifications:message-cancel", args=[message.pk]))
    page = client.get(page_of(message)).content.decode()

    client.post(reverse("notifications:message-resend", args=[message.pk]))

    message.refresh_from_db()
    assert "Send it anyway" in page
    assert (message.state, message.by_hand) == ("pending", False)


def test_what_was_sent_is_not_sent_again(db, signed_in):
    message = a_message(sent=True)
    url = reverse("notifications:message-resend", args=[message.pk])

    response = signed_in(staff()).post(url, follow=True)

    assert "You can send a message again only if it failed" in response.content.decode()
    assert Message.objects.get().state == "sent"


def test_what_waits_can_be_cancelled_once(db, signed_in):
    message = a_message()
    client, url = signed_in(staff()), reverse("notifications:message-cancel", args=[message.pk])

    first = client.post(url, follow=True).content.decode()
    second = client.post(url, follow=True).content.decode()

    message.refresh_from_db()
    assert message.state == "cancelled"
    assert "Message cancelled." in first
    assert "You cannot cancel it." in second


def test_what_waits_can_be_sent_now(db, signed_in):
    message = a_message(due_at=datetime.now(UTC) + timedelta(days=2))
    client, url = signed_in(staff()), reverse("notifications:message-send-now", args=[message.pk])
    page = client.get(page_of(message)).content.decode()

    saved = client.post(url, follow=True).content.decode()

    message.refresh_from_db()
    assert "Send now" in page
    assert "The message goes out within a minute." in saved
    assert "Send now" not in saved
    assert (message.state, message.urgency) == ("pending", "at_once")
    assert message.due_at <= datetime.now(UTC)


def test_what_was_sent_is_not_sent_now(db, signed_in):
    message = a_message(sent=True)
    client, url = signed_in(staff()), reverse("notifications:message-send-now", args=[message.pk])
    page = client.get(page_of(message)).content.decode()

    saved = client.post(url, follow=True).content.decode()

    assert "Send now" not in page
    assert "This message is not waiting any more." in saved


@pytest.mark.parametrize("act", ["send-now", "resend", "cancel"])
def test_acts_are_posts_of_the_ilo(db, signed_in, act):
    message = a_message(state=MessageState.FAILED)
    url = reverse(f"notifications:message-{act}", args=[message.pk])

    assert signed_in(staff()).get(url).status_code == 405
    assert signed_in(official()).post(url).status_code == 404


def test_sending_again_to_a_refused_address_says_that_it_is_tried_again(db, signed_in):
    refused = RecipientFactory(email="dara@example.org", refused_at=NOW, refused_reason="550 No")
    failed = a_message(recipient=refused, state="failed")
    client, words = signed_in(staff()), "If you send again, we try the address again."

    page = client.get(page_of(failed)).content.decode()
    of_another = client.get(page_of(a_message(state="failed"))).content.decode()

    assert "We have sent nothing to dara@example.org since 20 Nov 2026." in page
    assert (words in page, words in of_another) == (True, False)


def test_what_went_with_others_is_sent_again_as_a_whole(db, signed_in):
    digest, [item, _other] = a_digest(
        ActionFactory(), ActionFactory(), state="failed", of_items=MessageState.FAILED
    )
    client = signed_in(staff())
    page = client.get(page_of(item)).content.decode()

    client.post(reverse("notifications:message-resend", args=[item.pk]))

    digest.refresh_from_db()
    assert "Send the whole mail again" in page
    assert digest.state == "pending"


def test_what_is_too_late_to_send_again_says_so(db, signed_in):
    message = a_message(state="failed", not_after=NOW - timedelta(days=30))
    url = reverse("notifications:message-resend", args=[message.pk])

    with time_machine.travel(NOW):
        page = signed_in(staff()).post(url, follow=True).content.decode()

    assert "It is too late. This message is not useful any more." in page


def test_many_that_failed_alike_are_sent_again_with_one_click(db, signed_in):
    error = DeliveryError.in_words("550 5.7.1 Relaying denied").columns()
    failed = [a_message(state=MessageState.FAILED, **error) for _ in range(3)]
    a_message(state=MessageState.FAILED, **DeliveryError.in_words("552 Full").columns())
    client = signed_in(staff())
    url = reverse("notifications:message-resend-alike", args=[failed[-1].pk])
    before = client.get(NEEDING_ATTENTION).content.decode()

    after = client.post(url, follow=True).content.decode()
    again = client.post(url, follow=True).content.decode()

    assert "3 messages did not arrive, all for one reason." in before
    assert before.count("Send all of them again") == 1
    assert url in before
    assert "They go out within a few minutes." in after
    assert "Send all of them again" not in after
    assert "Somebody sent these messages again already." in again
    assert {Message.objects.get(pk=each.pk).state for each in failed} == {"pending"}
