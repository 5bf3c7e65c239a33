"""What is said the morning after a meeting to whoever writes down what came of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.enums import UPCOMING
from events.models import Event
from followup.mails import meetings
from followup.mails.answers import reader_among
from followup.queries import meeting_reminders
from followup.queries.readers import reporters_of
from notifications.mails import Mail, Section
from notifications.models import Message


def report_due(message: Message) -> Mail | None:
    """Write that the report is due; None if it is there, or the meeting was moved or called off."""
    event = meetings.event_of(message, UPCOMING)
    if event is None or message.key != meeting_reminders.report_key(event, message.recipient):
        return None
    reporter = reader_among(reporters_of(event), message)
    if reporter is None:
        return None
    return Mail(
        subject=_("Report due: %(title)s, %(when)s")
        % {"title": event.title, "when": meetings.moment(event)},
        sections=(_report(event, message),),
        to_name=reporter.addressed,
        reason=_("You get this mail because you follow up this meeting for the ILO."),
        reply_to=meetings.reply_to(event),
        thread=meetings.thread(event),
    )


def _report(event: Event, message: Message) -> Section:
    return Section(
        lede=_("The day of this meeting is over. Nobody has written a report yet:"),
        title=event.title,
        facts=meetings.facts_of(event, message.recipient),
        ask=_("Did the meeting take place? What did they decide? Please write it down:"),
        links=(meetings.page_link(event),),
    )
