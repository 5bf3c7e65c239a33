"""What a meeting was like before it was changed."""

from datetime import UTC, date, datetime

import pytest

from events.queries import changes
from tests.factories.events import EventFactory
from tests.followup.meetings import edit

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
START = datetime(2026, 12, 10, 7, tzinfo=UTC)


def test_every_version_is_known_as_it_last_was():
    event = EventFactory(confirmed=True, day=START.date(), place="Vientiane")
    edit(event, title="A better title", by=None, today=TODAY)
    edit(event, starts_at=START, by=None, today=TODAY)
    event = edit(event, place="Bangkok", by=None, today=TODAY)

    first, second = changes.before(event, 1), changes.before(event, 2)

    assert (first.day, first.starts_at, first.place) == (START.date(), None, "Vientiane")
    assert (second.starts_at, second.place) == (START, "Vientiane")
    assert changes.differs(event, first, changes.WHEN)
    assert not changes.differs(event, second, changes.WHEN)
    assert changes.differs(event, second, changes.WHERE)


def test_there_is_nothing_before_the_present_version_or_of_a_version_that_never_was():
    event = EventFactory(confirmed=True)

    assert changes.before(event, 1) is None
    assert changes.before(EventFactory(confirmed=True, revision=7), 3) is None
