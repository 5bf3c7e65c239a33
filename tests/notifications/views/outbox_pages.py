"""Messages and mails that the outbox shows, and its pages, for their tests."""

from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.enums import LEFT, MessageState
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory

INDEX, WENT, NEEDING_ATTENTION, ALL = (
    reverse(f"notifications:message-{part}")
    for part in ("index", "went", "needing-attention", "everything")
)
PARTS = [INDEX, WENT, NEEDING_ATTENTION, ALL]
# A Friday afternoon in Bangkok.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def a_message(**facts):
    """Return a message about an action, which the staff may see."""
    about = facts.pop("about", None) or ActionFactory()
    return MessageFactory(about=about, **facts)


def page_of(message):
    return reverse("notifications:message-detail", args=[message.pk])


def same_queries(client, url, make):
    """Say whether three records cost as many queries as one."""
    costs = []
    for more in (1, 2):
        for _ in range(more):
            make()
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
    return costs[0] == costs[1]


def a_digest(*records, state=MessageState.PENDING, of_items=MessageState.IN_DIGEST, **facts):
    """Return a mail to one reader that carries a message about each of ``records``."""
    reader = RecipientFactory(name="Sok Dara")
    facts = {"kind": "notifications.digest", "recipient": reader, **facts}
    digest = MessageFactory(state=state, sent_at=NOW if state in LEFT else None, **facts)
    of_item = {"recipient": reader, "state": of_items, "digest": digest}
    if of_items in LEFT:
        of_item["sent_at"] = NOW
    return digest, [MessageFactory(about=record, **of_item) for record in records]
