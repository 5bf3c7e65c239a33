"""Under which programmes an event takes place."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.queries import history
from events.operations import events
from events.operations.programmes import assign
from events.terms.events import EventTerms
from tests.factories.events import EventFactory
from tests.factories.network import ProgrammeFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def programmes_of(event):
    """Return the programmes of an event."""
    return [each.programme for each in event.programmes.select_related("programme")]


def test_the_programmes_of_an_event_are_those_that_are_named_each_once():
    first, second = ProgrammeFactory(), ProgrammeFactory()
    event = EventFactory(programmes=[first])

    assign(event, [second, second], by=None)

    assert programmes_of(event) == [second]


def test_those_that_stay_are_not_written_again():
    first, second = ProgrammeFactory(), ProgrammeFactory()
    event = EventFactory(programmes=[first, second])
    rows = set(event.programmes.values_list("pk", flat=True))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assign(event, [first, second], by=None)

    assert set(event.programmes.values_list("pk", flat=True)) == rows
    assert len(asked) == 1


def test_they_change_together_with_the_event_or_stay():
    first, second = ProgrammeFactory(), ProgrammeFactory()
    event = EventFactory(programmes=[first])
    terms = EventTerms.of(event)

    events.edit(event, terms, by=None, today=TODAY)
    assert programmes_of(event) == [first]

    events.edit(event, terms, programmes=[first, second], by=None, today=TODAY)
    assert programmes_of(event) == [first, second]

    events.edit(event, terms, programmes=[], by=None, today=TODAY)
    assert programmes_of(event) == []


def test_the_history_of_an_event_tells_of_its_programmes():
    user, programme = staff(), ProgrammeFactory(name="Belt and Road")
    event = EventFactory()

    assign(event, [programme], by=user)

    newest = history(event, reader=user)[0]
    said = {change.field.name: getattr(change.new, "name", None) for change in newest.changes}
    assert (newest.is_part, newest.verb, said["programme"]) == (True, "added", "Belt and Road")
