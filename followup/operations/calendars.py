"""The secret address of somebody's own calendar: made, and made anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from accounts.operations import links
from core.db import locked
from followup.queries import calendars
from network.models import Person

# A calendar program asks for years and cannot be told of a new address.
LASTS = timedelta(days=3653)


@transaction.atomic
def make(person: Person, *, by: User, now: datetime) -> ActionLink:
    """Return the link to the person's calendar; the one that there is, if there is one."""
    person = locked(person)
    return calendars.link_of(person, now=now) or _issue(person, now)


@transaction.atomic
def renew(person: Person, *, by: User, now: datetime) -> ActionLink:
    """Close every earlier address and return a new one."""
    person = locked(person)
    for link in calendars.links_of(person).order_by("pk"):
        links.revoke(link, now=now)
    return _issue(person, now)


def _issue(person: Person, now: datetime) -> ActionLink:
    return links.issue(
        purpose=LinkPurpose.READ_CALENDAR, holder=person, target=person, expires_at=now + LASTS
    )
