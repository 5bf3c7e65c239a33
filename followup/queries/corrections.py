"""Who must hear of a change before it is made: they believe what they were told."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from events.enums import CALLED_OFF, EventState
from events.models import Event, MeetingAccess
from events.queries.changes import WHEN, WHERE, makes_it_another
from events.terms.events import EventTerms
from followup.queries import notices
from followup.queries.meeting_reminders import has_passed, stages_of, start_of
from followup.queries.reach import out_of_reach
from followup.queries.readers import concerned_by
from notifications.enums import Choice
from notifications.models import Preference, Recipient


def who_hears_of_facts(event: Event, terms: EventTerms, *, now: datetime) -> list[Recipient]:
    """Return who gets a mail if the meeting is corrected to ``terms``; mostly nobody."""
    changed = copy(event)
    for name in (*WHEN, *WHERE):
        setattr(changed, name, getattr(terms, name))
    if not makes_it_another(changed, event):
        return []
    changed.revision += 1
    return _who_hears(changed, now=now)


def who_hears_of_state(event: Event, state: EventState, *, now: datetime) -> list[Recipient]:
    """Return who gets a mail if the meeting is called off, or confirmed after all."""
    moved = copy(event)
    moved.state = state
    moved.revision += state in CALLED_OFF
    return _who_hears(moved, now=now)


def who_hears_of_link(event: Event, *, link: str, passcode: str, now: datetime) -> list[Recipient]:
    """Return who gets a mail with the meeting link if it becomes this one; nobody if it is so."""
    new = MeetingAccess(link=link, passcode=passcode)
    saved = MeetingAccess.objects.filter(event=event).first()
    is_same = saved is not None and notices.digest_of(saved) == notices.digest_of(new)
    if is_same or has_passed(event, now):
        return []
    found = notices.without_link(event, concerned_by(event), new, notices.mails_about(event))
    return [reader.person.recipient for reader, _replaced in found]


def who_is_reminded(event: Event, *, now: datetime) -> list[Recipient]:
    """Return who is reminded of the meeting if it is confirmed now: not who chose to have none."""
    start = start_of(event)
    if start is None or all(start - stage.useless <= now for stage in stages_of(event)):
        return []
    off = Preference.objects.filter(kind=notices.REMINDER, choice=Choice.OFF)
    unwanted = set(off.values_list("recipient", flat=True))
    readers = concerned_by(event).reached
    return [each.person.recipient for key, each in readers.items() if key not in unwanted]


def _who_hears(event: Event, *, now: datetime) -> list[Recipient]:
    known = notices.last_notices(notices.mails_about(event))
    if not known or has_passed(event, now):
        return []
    concerned, unreached = concerned_by(event), out_of_reach(known.values())
    return [
        each.recipient
        for key, each in known.items()
        if key not in unreached
        and notices.kind_to_tell(
            event, each, is_reader=key in concerned.readers, is_listed=key in concerned.listed
        )
    ]
