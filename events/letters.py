"""What a reminder of a meeting says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core import formats
from events.enums import EventState, Modality
from events.models import Event
from events.queries import reminders
from notifications.letters import Letter

if TYPE_CHECKING:
    from events.queries.reminders import Reader
    from notifications.models import Message, Recipient


def meeting_reminder(message: Message) -> Letter | None:
    """Write a reminder; None if the meeting was moved or called off, or the reader is not asked."""
    event = Event.objects.filter(pk=message.about_id, state=EventState.CONFIRMED).first()
    if event is None or not _is_current(message, event):
        return None
    reader = reminders.readers_of(event).get(message.recipient_id)
    if reader is None:
        return None
    facts = _facts(event, reader, message.recipient)
    return Letter(
        subject=_("Reminder: %(title)s, %(when)s") % facts,
        body=render_to_string("events/mail/meeting_reminder.txt", facts),
    )


def _is_current(message: Message, event: Event) -> bool:
    keys = [reminders.key_of(event, stage, message.recipient) for stage in reminders.STAGES]
    return message.key in keys


def _facts(event: Event, reader: Reader, recipient: Recipient) -> dict[str, object]:
    person = reader.person
    return {
        "title": event.title,
        "name": f"{person.honorific or ''} {person.name}".strip(),
        "when": _when(event),
        "day": formats.day(event.day) if event.day else "",
        "hours": _hours(event),
        "own_hours": _own_hours(event, recipient),
        "how": Modality(event.modality).label,
        "where": ", ".join(part for part in (event.place, event.platform) if part),
        "link_policy": event.link_policy,
        "organization": reader.organization,
        "has_account": person.user_id is not None,
        "url": urljoin(settings.SITE_URL, event.get_absolute_url()),
    }


def _when(event: Event) -> str:
    """Return what the subject needs: the day, and the hour with its place if it is known."""
    if event.starts_at:
        return formats.moment(event.starts_at, event.time_zone)
    return formats.day(event.day) if event.day else ""


def _hours(event: Event) -> str:
    if event.starts_at is None:
        return ""
    return formats.span(event.starts_at, event.ends_at, event.time_zone)


def _own_hours(event: Event, recipient: Recipient) -> str:
    """Return the reader's clock if it shows another hour, with the day if that differs too."""
    start, zone = event.starts_at, recipient.time_zone
    if start is None or not formats.also_at(start, event.time_zone, [zone]):
        return ""
    if start.astimezone(ZoneInfo(zone)).date() == event.day:
        return formats.span(start, None, zone)
    return formats.moment(start, zone)
