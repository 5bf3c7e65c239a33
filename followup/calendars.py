"""Calendar files of meetings: an invitation to one person, and a feed of all of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parseaddr
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress, vDDDTypes
from icalendar import Event as Entry

from events.enums import EventState
from events.models import Event
from followup.enums import Reply
from network.models import Person

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
_PRODUCT = "-//TVET Partnership Network//EN"
_REFRESH = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)
# Outlook ignores zones with the summer times of 1986 to 1991; from here on one rule is enough.
_ZONES_FROM = date(2000, 1, 1)
# A postponed meeting leaves its day as a cancelled one does; the same entry may come back.
_STATUS = {
    EventState.PLANNED: "TENTATIVE",
    EventState.POSTPONED: "CANCELLED",
    EventState.CANCELLED: "CANCELLED",
}
# What the list says of somebody; their calendar must not ask again what they answered.
_STANDING = {Reply.YES: "ACCEPTED", Reply.NO: "DECLINED"}


def invitation(
    event: Event,
    person: Person,
    *,
    method: str,
    reply_to: str = "",
    answer: Reply | None = None,
    planned_at: datetime | None = None,
) -> bytes:
    """Return the calendar file of ``event`` for one person; ``method`` is REQUEST or CANCEL.

    Whoever reads the replies to its mail, at ``reply_to``, gets the answers of calendar programs.
    If nobody does, none is asked for: the links in the mail are what counts.
    The same facts give the same bytes, so a mail that is composed twice is the same mail. What is
    planned later is newer, though the meeting is the same: somebody leaves its list, or returns
    (RFC 5546 2.1.5).
    """
    calendar = _calendar(method)
    entry = _entry(event, ZoneInfo(event.time_zone))
    if planned_at:
        entry["dtstamp"] = vDDDTypes(max(planned_at, event.updated_at).astimezone(UTC))
    if method == CANCEL:
        entry["status"] = "CANCELLED"
    read_at = parseaddr(settings.REPLY_TO_EMAIL)[1] or reply_to
    entry.add("organizer", _organizer(read_at or _sender()))
    entry.add("attendee", _attendee(person, answer, is_asked=bool(read_at)))
    calendar.add_component(entry)
    calendar.add_missing_timezones(first_date=_ZONES_FROM)
    octets: bytes = calendar.to_ical()
    return octets


def feed(events: Iterable[Event], *, name: str) -> bytes:
    """Return a calendar to subscribe to: no guests, no meeting links, hours in UTC."""
    calendar = _calendar(PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_entry(event, UTC))
    octets: bytes = calendar.to_ical()
    return octets


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("method", method)
    return calendar


def _entry(event: Event, zone: tzinfo) -> Entry:
    """Return what every calendar file says of a meeting; its UID is the same for ever."""
    url = urljoin(settings.SITE_URL, event.get_absolute_url())
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{_sender().rpartition('@')[2]}")
    entry.add("sequence", event.revision - 1)
    entry.add("dtstamp", event.updated_at)
    entry.add("status", _STATUS.get(EventState(event.state), "CONFIRMED"))
    entry.add("summary", event.title)
    entry.add("description", _("The workshop page (sign in to see it): %(url)s") % {"url": url})
    entry.add("url", url)
    if where := ", ".join(part for part in (event.place, event.platform) if part):
        entry.add("location", where)
    _add_time(entry, event, zone)
    return entry


def _add_time(entry: Entry, event: Event, zone: tzinfo) -> None:
    """Say when: with hours if they are known, else the whole days; an unknown end is left out."""
    if event.day is None:
        raise ValueError(f"Meeting {event.pk} has no day and no place in a calendar.")
    after = (event.last_day or event.day) + _ONE_DAY
    if event.starts_at is None:
        entry.add("dtstart", event.day)
        entry.add("dtend", after)
        return
    entry.add("dtstart", event.starts_at.astimezone(zone))
    if event.ends_at:
        entry.add("dtend", event.ends_at.astimezone(zone))
    elif event.last_day and event.last_day > event.day:
        midnight = datetime.combine(after, time.min, tzinfo=ZoneInfo(event.time_zone))
        entry.add("dtend", midnight.astimezone(zone))


def _organizer(address: str) -> vCalAddress:
    return vCalAddress.new(address, cn=_plain(parseaddr(settings.DEFAULT_FROM_EMAIL)[0]) or None)


def _attendee(person: Person, answer: Reply | None, *, is_asked: bool) -> vCalAddress:
    return vCalAddress.new(
        person.recipient.email,
        cn=_plain(person.name),
        cutype="INDIVIDUAL",
        role="REQ-PARTICIPANT",
        partstat=_STANDING.get(answer, "NEEDS-ACTION") if answer else "NEEDS-ACTION",
        rsvp=is_asked,
    )


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _plain(name: str) -> str:
    """Return a name that a parameter can hold: old programs show an escaped quotation mark."""
    return " ".join(name.replace('"', "").split())
