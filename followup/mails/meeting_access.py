"""What the mail with the meeting link says; its row in the outbox records that it was sent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.enums import EventState
from events.models import Event, MeetingAccess
from followup.enums import Remark
from followup.mails import meetings
from followup.queries import notices
from notifications.mails import Mail, Section
from notifications.models import Message


def meeting_link(message: Message) -> Mail | None:
    """Write the link; None if it is another by now, or not this reader's any more."""
    found = meetings.meeting_of(message, [EventState.CONFIRMED])
    access = meetings.access_of(found[0]) if found else None
    if found is None or access is None:
        return None
    event, reader = found
    if not reader.is_let_in or not notices.brings_link(message, event, access):
        return None
    subject, lede = _opening(message)
    return Mail(
        subject=subject % {"title": event.title, "when": meetings.moment(event)},
        sections=(_link(event, access, message, lede),),
        to_name=reader.person.addressed,
        reason=_reason(),
        reply_to=meetings.reply_to(event),
        thread=meetings.thread(event),
        secrets=meetings.secrets_of(access),
        remarks=(Remark.WITH_LINK,),
    )


def _opening(message: Message) -> tuple[str, str]:
    """Return the subject and the first sentence."""
    if notices.replaces_a_link(message):
        lede = _("This is the new link to the meeting. Do not use the old link:")
        return _("New meeting link: %(title)s, %(when)s"), lede
    return _("Meeting link: %(title)s, %(when)s"), _("This is the link to the meeting:")


def _link(event: Event, access: MeetingAccess, message: Message, lede: str) -> Section:
    return Section(
        lede=lede,
        title=event.title,
        facts=(*meetings.facts_of(event, message.recipient), *meetings.joining(access)),
        note=_("This link is only for you. Please do not give it to others."),
    )


def _reason() -> str:
    return _("You get this mail because you are a confirmed participant of the meeting.")
