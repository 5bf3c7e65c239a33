"""What a reminder of a meeting says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from core import formats
from events.enums import EventState, Modality
from events.models import Event
from events.queries import reminders
from notifications.letters import Letter, Link, Part

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
    return Letter(
        subject=_("Reminder: %(title)s, %(when)s") % {"title": event.title, "when": _when(event)},
        parts=(_meeting(event, reader, message.recipient),),
        to_name=reader.person.addressed,
        reason=_reason(reader),
        thread=f"event:{event.pk}",
    )


def _is_current(message: Message, event: Event) -> bool:
    keys = [reminders.key_of(event, stage, message.recipient) for stage in reminders.STAGES]
    return message.key in keys


def _meeting(event: Event, reader: Reader, recipient: Recipient) -> Part:
    own_hours = _own_hours(event, recipient)
    where = ", ".join(part for part in (event.place, event.platform) if part)
    facts = [
        (_("When"), _day_and_hours(event)),
        (_("By your clock"), own_hours),
        (_("How"), str(Modality(event.modality).label)),
        (_("Where"), where),
        (_("Meeting link"), event.link_policy),
    ]
    url = urljoin(settings.SITE_URL, event.get_absolute_url())
    has_account = reader.person.user_id is not None
    return Part(
        lede=_("This is a reminder of a meeting that is confirmed:"),
        title=event.title,
        facts=tuple((label, value) for label, value in facts if value),
        links=(Link(_("Open the workshop page"), url),) if has_account else (),
        note="" if has_account else _("The organizers send you the agenda and the meeting link."),
    )


def _day_and_hours(event: Event) -> str:
    day = formats.day(event.day) if event.day else ""
    return f"{day}, {_hours(event) or _('the hour is not known yet')}"


def _reason(reader: Reader) -> str:
    if reader.organization is None:
        return _("You get this mail because you are on the list of participants.")
    return _("You get this mail because you are a focal point of %(organization)s.") % {
        "organization": reader.organization
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
