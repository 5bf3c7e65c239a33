"""Many that did not arrive for one cause are sent again together."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.models import Message
from notifications.operations import messages
from notifications.operations.messages import TooLateError
from notifications.queries import outbox
from notifications.terms import DeliveryError
from tests.factories.notifications import MessageFactory, RecipientFactory

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def failed(words="550 5.7.1 Relaying denied", **facts):
    error = DeliveryError.in_words(words).columns()
    return MessageFactory(
        **{"state": "failed", "attempts": 3, "tried_since": NOW, **error, **facts}
    )


def alike(message):
    return outbox.alike(Message.objects.all(), message, now=NOW)


def test_alike_is_what_the_server_said_with_the_same_numbers_and_may_still_go():
    one = failed("550 5.7.1 <a@example.org> Relaying denied, session 1")
    other = failed("550 5.7.1 <b@example.org> Relaying denied, session 2")
    failed("550 5.1.1 No such user")
    failed("550 Relaying denied")
    failed(state="bounced", sent_at=NOW)
    failed(not_after=NOW)
    MessageFactory()

    assert set(alike(one)) == {one, other}
    [group] = outbox.failed_alike(Message.objects.all(), now=NOW)
    assert (group.example, group.count) == (other, 2)


def test_exceptions_are_alike_by_their_name_and_what_has_no_words_by_its_code():
    gone = [failed("SMTPServerDisconnected: 1"), failed("SMTPServerDisconnected: 2")]
    bare = [failed(last_error="no_address", error_facts={"name": name}) for name in "ab"]

    assert set(alike(gone[0])) == set(gone)
    assert set(alike(bare[0])) == set(bare)
    assert len(outbox.failed_alike(Message.objects.all(), now=NOW)) == 2


def test_all_go_again_at_once_with_all_they_carry():
    refused = RecipientFactory(refused_at=NOW, refused_reason="550 5.7.1")
    mail, other = failed(recipient=refused), failed()
    item = failed(digest=mail)
    taken_out = MessageFactory(digest=mail, state="cancelled")

    number = messages.resend_all(alike(mail), now=NOW, by=None)

    found = Message.objects.filter(pk__in=[mail.pk, other.pk])
    assert set(found.values_list("state", "urgency", "due_at", "attempts", "tried_since")) == {
        ("pending", "at_once", NOW, 0, None)
    }
    for each in (refused, item, taken_out):
        each.refresh_from_db()
    assert (number, item.state, item.digest, taken_out.state) == (2, "in_digest", mail, "cancelled")
    assert refused.is_reachable


def test_a_second_click_finds_nothing_to_do():
    message = failed()
    found = alike(message)
    messages.resend_all(found, now=NOW, by=None)

    with pytest.raises(TooLateError):
        messages.resend_all(alike(message), now=NOW + timedelta(seconds=1), by=None)


def test_a_thousand_cost_what_one_costs(django_assert_num_queries):
    message = failed()
    for number in (1, 30):
        for _ in range(number):
            failed()
        found = alike(message)
        with django_assert_num_queries(6):
            messages.resend_all(found, now=NOW, by=None)
        Message.objects.update(state="failed")
