"""A meeting that is written down, for the tests of what it brings."""

from dataclasses import fields
from datetime import UTC, date, datetime

from events.enums import Modality
from events.operations import events
from events.terms.events import EventTerms
from events.terms.logs import EventLog, Results
from tests.factories.events import EventTypeFactory

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


LOG = {field.name for field in fields(EventLog)}


def log(*, by=None, results=None, **facts):
    """Log the least that can be logged, and what is told of the meeting and of its log."""
    least = {
        "type": facts.get("type") or EventTypeFactory(),
        "day": TODAY,
        "modality": Modality.ONLINE,
    }
    of_log = {name: value for name, value in facts.items() if name in LOG}
    of_event = {name: value for name, value in facts.items() if name not in LOG}
    event = EventTerms(**{**least, **of_event})
    return events.log(EventLog(event=event, results=results or Results(), **of_log), by=by, now=NOW)
