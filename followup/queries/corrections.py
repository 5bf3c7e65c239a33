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
from followup.queries.notices import LastNotice
from followup.queries.reach import out_of_reach
from followup.queries.readers import concerned_by
from notifications.enums import Choice
from notifications.models import Preference, Recipient


def who_hears_of_facts(event: Event, terms: EventTerms, *, now: datetime) -> list[Recipient]:
    """Return who gets a mail if the meeting is corrected to ``terms``; mostly nobody."""
    return _reached(_notified_of_facts(event, terms, now=now))


def who_misses_facts(event: Event, terms: EventTerms, *, now: datetime) -> list[Recipient]:
    """Return who was told of the meeting as it was, and gets no mail that it is another."""
    notified = _notified_of_facts(event, terms, now=now)
    unreached = out_of_reach(notified)
    return [each.recipient for each in notified if each.recipient.pk in unreached]


def who_hears_of_state(event: Event, state: EventState, *, now: datetime) -> list[Recipient]:
    """Return who gets a mail if the meeting is called off, or confirmed after all."""
    moved = copy(event)
    moved.state = state
    moved.revision += state in CALLED_OFF
    return _reached(_notified(moved, now=now))


def who_hears_of_link(event: Event, *, link: str, passcode: str, now: datetime) -> list[Recipient]:
    """Return who gets a mail with the meeting link if it becomes this one; nobody if it is so."""
    new = MeetingAccess(link=link, passcode=passcode)
    if not _is_news(event, new, now):
        return []
    found = notices.without_link(event, concerned_by(event), new, notices.mails_about(event))
    return [reader.person.recipient for reader, _replaced in found]


def who_misses_link(event: Event, *, link: str, passcode: str, now: datetime) -> list[Recipient]:
    """Return the confirmed participants to whom a mail with this link cannot go."""
    new = MeetingAccess(link=link, passcode=passcode)
    if event.state != EventState.CONFIRMED or not _is_news(event, new, now):
        return []
    let_in = (each for each in concerned_by(event).readers.values() if each.is_let_in)
    people = (each.person for each in let_in)
    return [each.recipient for each in people if each.is_let_in and not each.is_reached]


def who_is_reminded(event: Event, *, now: datetime) -> list[Recipient]:
    """Return who is reminded of the meeting if it is confirmed now: not who chose to have none."""
    start = start_of(event)
    if start is None or all(start - stage.useless <= now for stage in stages_of(event)):
        return []
    off = Preference.objects.filter(kind=notices.REMINDER, choice=Choice.OFF)
    unwanted = set(off.values_list("recipient", flat=True))
    readers = concerned_by(event).reached
    return [each.person.recipient for key, each in readers.items() if key not in unwanted]


def _is_news(event: Event, new: MeetingAccess, now: datetime) -> bool:
    saved = MeetingAccess.objects.filter(event=event).first()
    is_same = saved is not None and notices.digest_of(saved) == notices.digest_of(new)
    return not (is_same or has_passed(event, now))


def _notified_of_facts(event: Event, terms: EventTerms, *, now: datetime) -> list[LastNotice]:
    changed = copy(event)
    for name in (*WHEN, *WHERE):
        setattr(changed, name, getattr(terms, name))
    if not makes_it_another(changed, event):
        return []
    changed.revision += 1
    return _notified(changed, now=now)


def _notified(event: Event, *, now: datetime) -> list[LastNotice]:
    """Return what those know who must hear of the meeting as it is from now on."""
    known = notices.last_notices(notices.mails_about(event))
    if not known or has_passed(event, now):
        return []
    concerned = concerned_by(event)
    return [
        each
        for key, each in known.items()
        if notices.kind_to_tell(
            event, each, is_reader=key in concerned.readers, is_listed=key in concerned.listed
        )
    ]


def _reached(notified: list[LastNotice]) -> list[Recipient]:
    unreached = out_of_reach(notified)
    return [each.recipient for each in notified if each.recipient.pk not in unreached]
