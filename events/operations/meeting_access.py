"""The link to an online meeting, kept apart from the event."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.db import locked
from core.records import delete, save
from events.models import Event, MeetingAccess


@transaction.atomic
def set_link(event: Event, *, link: str, passcode: str = "", by: User | None) -> MeetingAccess:
    """Keep the link and the passcode of the meeting, in place of an earlier one."""
    event = locked(event)
    access = MeetingAccess.objects.filter(event=event).first() or MeetingAccess(event=event)
    access.link, access.passcode = link.strip(), passcode.strip()
    return save(access, by=by)


@transaction.atomic
def forget_link(access: MeetingAccess, *, by: User | None) -> None:
    """Remove the meeting link."""
    access = locked(access)
    delete(access, by=by)
