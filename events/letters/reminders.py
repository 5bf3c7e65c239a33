"""What a reminder of a meeting says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import EventState
from events.letters import parts
from events.queries import reminders
from notifications.letters import Letter, Part

if TYPE_CHECKING:
    from events.models import Event, MeetingAccess
    from events.queries.readers import Reader
    from notifications.models import Message, Recipient


def meeting_reminder(message: Message) -> Letter | None:
    """Write a reminder; None if the meeting was moved or called off, or the reader is not asked.

    The last ones bring the meeting link to confirmed participants.
    """
    found = parts.meeting_of(message, [EventState.CONFIRMED])
    stage = reminders.stage_of(found[0], message.key) if found else None
    if found is None or stage is None:
        return None
    event, reader = found
    access = _access(event, reader) if stage.is_last else None
    subject, lede = _opening(_days_until(event, message.recipient))
    return Letter(
        subject=subject % {"title": event.title, "when": parts.moment(event)},
        parts=(_meeting(event, reader, message.recipient, access, lede),),
        to_name=reader.person.addressed,
        reason=parts.reason(reader),
        reply_to=parts.reply_to(event),
        thread=parts.thread(event),
        secrets=parts.secrets_of(access) if access else (),
        remark=_("With the meeting link") if access else "",
    )


def _days_until(event: Event, recipient: Recipient) -> int:
    """Return in how many of the reader's days the meeting is; one of an unknown hour by its day."""
    zone = ZoneInfo(recipient.time_zone)
    day = event.starts_at.astimezone(zone).date() if event.starts_at else event.day
    assert day is not None  # noqa: S101 — of a day that is not known nobody is reminded
    return (day - timezone.localdate(timezone=zone)).days


def _opening(days: int) -> tuple[str, str]:
    """Return the subject and the first sentence: they say how near the meeting is."""
    if days < 1:
        return _("Today: %(title)s, %(when)s"), _("This meeting is today:")
    if days == 1:
        return _("Tomorrow: %(title)s, %(when)s"), _("This meeting is tomorrow:")
    lede = ngettext("This meeting is in %(count)s day:", "This meeting is in %(count)s days:", days)
    return _("Reminder: %(title)s, %(when)s"), lede % {"count": days}


def _access(event: Event, reader: Reader) -> MeetingAccess | None:
    return parts.access_of(event) if reader.is_let_in else None


def _meeting(
    event: Event, reader: Reader, recipient: Recipient, access: MeetingAccess | None, lede: str
) -> Part:
    how = parts.joining(access) if access else parts.known((_("Meeting link"), event.link_policy))
    has_account = reader.person.user_id is not None
    return Part(
        lede=lede,
        title=event.title,
        facts=(*parts.facts_of(event, recipient), *how),
        links=(parts.page_link(event),) if has_account else (),
        note="" if has_account or access else _("The organizers send you the meeting link."),
    )
