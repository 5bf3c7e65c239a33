"""What every mail about a meeting says of it: what, when by which clock, and where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from core import formats
from events.enums import Modality
from events.models import Event, MeetingAccess
from events.wording.times import days, days_of
from followup.mails.answers import Facts, known
from followup.queries.readers import Reader, countries_of, place_of, reader_at
from network.queries import staff
from notifications.mails import Link, shared
from notifications.models import Message, Recipient

# When a meeting and its link, if it has one, were saved last.
_Saved = tuple["datetime", "datetime | None"]


def event_of(message: Message, states: Iterable[str]) -> Event | None:
    """Return the meeting that ``message`` is about, if it is in one of these states now."""
    rows = Event.objects.filter(pk=message.about_id)
    return _event(message, rows.values_list("updated_at", "access__updated_at").first(), states)


def meeting_of(message: Message, states: Iterable[str]) -> tuple[Event, Reader] | None:
    """Return the meeting as ``event_of`` does, and what the reader is to it: asked together.

    None if it is in another state, does not concern the reader, or their account was closed.
    """
    place = place_of(message.about_id, message.recipient_id)
    event = _event(message, _saved_at(place.event), states) if place else event_of(message, states)
    reader = reader_at(place, event, message.recipient) if event else None
    return (event, reader) if event and reader and reader.person.is_let_in else None


def _event(message: Message, saved_at: _Saved | None, states: Iterable[str]) -> Event | None:
    """Return the meeting; the mails of a batch share it, and its link, until one is saved."""
    rows = Event.objects.filter(pk=message.about_id).select_related("type", "access")
    event = shared(("event", message.about_id, saved_at), rows.first)
    return event if event and event.state in set(states) else None


def _saved_at(event: Event) -> _Saved:
    access = access_of(event)
    return event.updated_at, access.updated_at if access else None


def access_of(event: Event) -> MeetingAccess | None:
    """Return the link to the meeting as ``event_of`` found it, if there is one."""
    return getattr(event, "access", None)


def facts_of(event: Event, recipient: Recipient) -> Facts:
    """Return when and where, by the meeting's clock and by the reader's."""
    where = ", ".join(part for part in (event.place, event.platform) if part)
    return known(
        (_("When"), when(event)),
        (_("In your time"), by_own_clock(event, recipient)),
        (_("How"), str(Modality(event.modality).label)),
        (_("Where"), where),
    )


def when(event: Event) -> str:
    """Return the days and the hours; what is not known yet is said, not made up."""
    if event.day is None and event.earliest_day:
        return _("%(period)s, the day is not known yet") % {"period": days(event)}
    if event.day is None:
        return _("the new day is not known yet")
    hours = _("the time is not known yet")
    if event.starts_at:
        hours = formats.span(event.starts_at, event.ends_at, event.time_zone)
    return f"{days_of(event, event.day)}, {hours}"


def moment(event: Event) -> str:
    """Return what a subject needs: the day, and the hour with its place if it is known."""
    if event.starts_at:
        return formats.moment(event.starts_at, event.time_zone)
    if event.first_day is None:
        return _("new day not known yet")
    return formats.day(event.day) if event.day else days(event)


def by_own_clock(event: Event, recipient: Recipient) -> str:
    """Return the reader's clock if it shows another hour, with the day if that differs too."""
    start, zone = event.starts_at, recipient.time_zone
    if start is None or not formats.also_at(start, event.time_zone, [zone]):
        return ""
    return formats.span_elsewhere(start, event.ends_at, event.time_zone, zone)


def joining(access: MeetingAccess) -> Facts:
    """Return how to enter the meeting."""
    return known((_("Meeting link"), access.link), (_("Passcode"), access.passcode))


def secrets_of(access: MeetingAccess) -> tuple[str, ...]:
    """Return what of it opens the meeting."""
    return tuple(word for word in (access.link, access.passcode) if word)


def page_link(event: Event) -> Link:
    """Return the way to the page of the meeting, for those who can sign in."""
    return Link(_("Open the workshop page"), urljoin(settings.SITE_URL, event.get_absolute_url()))


def reason(reader: Reader) -> str:
    """Return why somebody gets a mail about a meeting."""
    if reader.organization is None:
        return _("You get this mail because you are on the list of participants.")
    return _("You get this mail because you are a focal point of %(organization)s.") % {
        "organization": reader.organization
    }


def thread(event: Event) -> str:
    """Return what all mails about one meeting share."""
    return f"event:{event.pk}"


def reply_to(event: Event) -> str:
    """Return the address of the coordinator of those who meet.

    The mails of one batch share the answer: an address of some seconds ago is still read.
    """
    return shared(("reply_to", event.pk), lambda: staff.reply_address(countries_of(event)))
