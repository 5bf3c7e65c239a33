"""What comes next in a country, as a briefing keeps it: the first of it, and how many there are."""

from __future__ import annotations

from dashboards.queries import ahead
from dashboards.queries.scope import Scope
from documents.terms.briefings import Coming
from events.models import Event


def coming(scope: Scope) -> tuple[tuple[Coming, ...], int]:
    """Return the first of what lies ahead by its day, and how many there are in all."""
    found = ahead.ahead(scope)
    return tuple(map(_kept, found.first)), found.total


def _kept(each: ahead.Coming) -> Coming:
    record = each.record
    is_meeting = isinstance(record, Event)
    pairing = "" if isinstance(record, Event) else record.pairing.title
    return Coming(str(record), pairing, each.first, each.last, is_meeting=is_meeting)
