"""Several people may read one mailbox, and it has one calendar with one entry for a meeting.

Each of them gets mails and links of their own. Only the entry is common: it says what holds for
whoever of them comes (docs/domain.md, "One mailbox, two roles").
"""

from __future__ import annotations

from django.db.models import Count
from django.db.models.functions import Lower

from events.models import Event, Participation
from followup.enums import Reply
from followup.queries import notices
from followup.queries.readers import reader_of
from followup.queries.replies import answered
from network.models import Person
from notifications.mails import shared
from notifications.models import Message, Recipient


def answer_at(event: Event, person: Person, own: Participation | None) -> Reply | None:
    """Return what the calendar of the person's mailbox says: yes as soon as one of them comes."""
    address = person.recipient.email.lower()
    if address not in shared(("shared mailboxes", event.pk), lambda: _shared_among(event)):
        return answered(own)
    rows = event.participations.filter(person__recipient__email__iexact=address)
    given = {answered(row) for row in rows}
    if Reply.YES in given:
        return Reply.YES
    return None if None in given else Reply.NO


def is_expected_there(event: Event, recipient: Recipient) -> bool:
    """Say whether somebody else who reads the mailbox knows of the meeting and is expected."""
    sent = Message.objects.about(event).filter(recipient__email__iexact=recipient.email)
    others = Recipient.objects.filter(pk__in=sent.exclude(recipient=recipient).values("recipient"))
    return any(_is_expected(event, each) for each in others)


def _is_expected(event: Event, recipient: Recipient) -> bool:
    known = notices.last_notice_to(event, recipient)
    return known is not None and not known.is_taken_back and reader_of(event, recipient) is not None


def _shared_among(event: Event) -> frozenset[str]:
    """Return the addresses at which several of those on the list are reached."""
    rows = event.participations.exclude(person=None).exclude(person__recipient__email="")
    counted = rows.order_by().values(address=Lower("person__recipient__email"))
    found = counted.annotate(people=Count("person", distinct=True)).filter(people__gt=1)
    return frozenset(found.values_list("address", flat=True))
