"""What is so late that the ILO's staff should know, and whom of them to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from followup.queries import update_requests
from followup.queries.due_items import DueItem, day_of, noun
from followup.queries.responsible_people import sphere_of
from followup.queries.update_requests import FORESIGHT, midnight
from network.models import Person
from network.queries import staff
from notifications.enums import LEFT
from notifications.models import Message, Recipient
from partnerships.models import ProgressUpdate

KIND = "partnerships.escalation"
AFTER = timedelta(days=21)
# Whoever was asked late, because the site stood still or the person is new, has a week to answer.
PATIENCE = timedelta(days=7)


def seen_from(due_on: date) -> datetime:
    """Return from when it shows in the outbox that the staff will be told."""
    return midnight(due_on + AFTER - FORESIGHT)


def patience_ends(due_on: date, asked: Iterable[datetime]) -> datetime | None:
    """Return when the week of whoever was ``asked`` last ends, if it was late that they were."""
    in_time = midnight(due_on + AFTER - PATIENCE)
    late = [moment for moment in asked if moment > in_time]
    return max(late) + PATIENCE if late else None


def key_for(item: DueItem, recipient: Recipient) -> str:
    """Return the identity of what one person is told about an item and its day."""
    return f"{key_stem(item)}r{item.revision}:{recipient.pk}"


def key_stem(item: DueItem) -> str:
    """Return what all keys about an item and its day begin with, whichever its version was."""
    return f"escalation:{noun(type(item))}:{item.pk}:{day_of(item):%Y-%m-%d}:"


def notified_about(item: DueItem) -> list[Person]:
    """Return who of the staff follows up what the sides of this pairing promised."""
    return staff.responsible_for(sphere_of(item.pairing.parties.all(), item.pairing))


def asked_so_far(item: DueItem) -> QuerySet[Message]:
    """Return the questions about the item that were sent, the newest first."""
    questions = Message.objects.about(item).filter(kind=update_requests.KIND, state__in=LEFT)
    of_this_day = questions.filter(key__contains=f":{day_of(item):%Y-%m-%d}:")
    return of_this_day.select_related("recipient").order_by("-sent_at", "-pk")


def last_answer(item: DueItem) -> ProgressUpdate | None:
    """Return the newest answer about the item that no correction has replaced."""
    newest = item.updates.current().select_related("author", "submitted_by")
    return newest.order_by("-submitted_at", "-pk").first()
