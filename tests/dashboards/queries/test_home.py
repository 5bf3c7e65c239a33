from datetime import UTC, date, datetime

import pytest

from dashboards.queries import home
from events.enums import EventState
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.partnerships import (
    PairingFactory,
    ProgressUpdateFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def test_coming_up_is_ordered_by_day_and_ends_with_what_has_none():
    undated = EventFactory(day=None, state=EventState.PLANNED)
    later = EventFactory(day=date(2026, 12, 24), state=EventState.CONFIRMED)
    soon = EventFactory(day=TODAY, state=EventState.PLANNED)
    EventFactory(day=date(2026, 11, 21), state=EventState.PLANNED)
    EventFactory(day=date(2026, 12, 1), state=EventState.CANCELLED, reason="Illness")

    assert list(home.coming_up(roles.staff(), today=TODAY)) == [soon, later, undated]


def test_the_latest_update_comes_first():
    old = ProgressUpdateFactory(submitted_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = ProgressUpdateFactory(submitted_at=datetime(2026, 2, 1, tzinfo=UTC))

    assert list(home.latest_updates(roles.staff())) == [new, old]


def test_the_last_event_is_the_newest_that_took_place():
    held = EventFactory(day=date(2026, 10, 1))
    EventFactory(day=date(2026, 9, 1))
    EventFactory(day=date(2026, 12, 1), state=EventState.PLANNED)

    assert home.last_event(roles.staff()) == held


def test_pairings_are_the_users_own_with_their_status():
    pairing = PairingFactory()
    PairingFactory()
    user = roles.focal_point(pairing.parties.first().organization)

    [found] = home.pairings(user, today=TODAY)

    assert (found, found.status) == (pairing, "quiet")
