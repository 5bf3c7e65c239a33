"""What a reminder of a meeting says."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from events.enums import EventState, ParticipationState
from events.models import Event, MeetingAccess
from followup.enums import Remark
from followup.mails import invitations, meetings
from followup.mails.answers import known
from followup.queries import meeting_reminders
from followup.queries.readers import Reader
from notifications.mails import Mail, Section
from notifications.models import Message, Recipient


def meeting_reminder(message: Message) -> Mail | None:
    """Write a reminder; None if the meeting was moved or called off, or the reader is not asked.

    The last ones bring the meeting link to confirmed participants. Who has not answered the
    invitation is asked again.
    """
    found = meetings.meeting_of(message, [EventState.CONFIRMED])
    stage = meeting_reminders.stage_of(found[0], message.key) if found else None
    if found is None or stage is None:
        return None
    event, reader = found
    access = meetings.access_of(event) if stage.is_last and reader.is_let_in else None
    token = invitations.answer_token(event, reader.person) if _is_silent(reader) else ""
    subject, lede = _opening(_days_until(event, message.recipient))
    part = _meeting(event, reader, message.recipient, access)
    return Mail(
        subject=subject % {"title": event.title, "when": meetings.moment(event)},
        sections=(replace(_asking(part, token) if token else part, lede=lede),),
        to_name=reader.person.addressed,
        reason=meetings.reason(reader),
        reply_to=meetings.reply_to(event),
        thread=meetings.thread(event),
        secrets=meetings.secrets_of(access) if access else tuple(filter(None, [token])),
        remarks=(Remark.WITH_LINK,) if access else (),
    )


def _is_silent(reader: Reader) -> bool:
    """Say whether the reader stands on the list and has not answered."""
    return reader.state == ParticipationState.INVITED


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
    lede = _("This meeting is in %(time)s:") % {"time": formats.duration(days)}
    return _("Reminder: %(title)s, %(when)s"), lede


def _meeting(
    event: Event, reader: Reader, recipient: Recipient, access: MeetingAccess | None
) -> Section:
    how = meetings.joining(access) if access else known((_("Meeting link"), event.link_policy))
    has_account = reader.person.user_id is not None
    return Section(
        title=event.title,
        facts=(*meetings.facts_of(event, recipient), *how),
        links=(meetings.page_link(event),) if has_account else (),
        note="" if access else _way_of_link(event, reader),
    )


def _way_of_link(event: Event, reader: Reader) -> str:
    """Say how the reader comes by the link; nothing is said of one that is not there.

    Confirmed participants get it by mail, and an answer of yes makes somebody one of them.
    """
    if meetings.access_of(event) is None:
        return ""
    if _is_silent(reader):
        return _("You will get the meeting link by mail after you answer yes.")
    if reader.is_let_in:
        return _("You will get the meeting link in another mail.")
    return _("Confirmed participants will get the meeting link by mail.")


def _asking(part: Section, token: str) -> Section:
    """Ask whether the reader comes, as the invitation did."""
    return replace(
        part,
        ask=_("You have not answered yet. Will you come? Choose one answer:"),
        links=invitations.answers(token),
        note=" ".join(filter(None, (invitations.how_to_answer(), part.note))),
    )
