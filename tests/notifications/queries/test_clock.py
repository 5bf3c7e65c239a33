"""The database's clock."""

from datetime import UTC, datetime, timedelta

import time_machine

from notifications.queries import clock


def test_the_clock_is_the_databases_whatever_this_machine_believes(db):
    with time_machine.travel(datetime(2001, 1, 1, tzinfo=UTC), tick=False):
        first, second = clock.now(), clock.now()

    assert first < second
    assert abs(datetime.now(UTC) - first) < timedelta(minutes=1)
