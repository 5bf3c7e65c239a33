"""Which calls for help are new, and who of the ILO is told of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from network.models import Person
from network.queries import staff
from network.queries.staff import Sphere
from notifications.models import Recipient
from partnerships.models import ProgressUpdate

KIND = "partnerships.call_for_help"
# A mail helps while the call is fresh; an older one stands on the Home of the staff.
FRESH = timedelta(days=14)


def is_fresh(update: ProgressUpdate, now: datetime) -> bool:
    """Say whether the call came so lately that a mail about it helps."""
    return now < update.submitted_at + FRESH


def key_for(update: ProgressUpdate, recipient: Recipient) -> str:
    """Return the identity of what one person is told about a call."""
    return f"call:{update.pk}:{recipient.pk}"


def readers_of_each(calls: dict[int, tuple[ProgressUpdate, Sphere]]) -> dict[int, list[Person]]:
    """Return who can help with each call, but for who made it."""
    found = staff.able_to_help_each(sphere for _update, sphere in calls.values())
    return {
        key: [each for each in found[sphere] if not _made(each, update)]
        for key, (update, sphere) in calls.items()
    }


def _made(person: Person, update: ProgressUpdate) -> bool:
    by = update.submitted_by_id
    return update.author_id == person.pk or (by is not None and by == person.user_id)
