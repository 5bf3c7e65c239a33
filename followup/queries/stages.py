"""Questions that are asked in turn: each one until the next takes its place."""

from __future__ import annotations

from datetime import datetime

from notifications.queries import quiet_hours


def is_overtaken(
    *, begins: datetime, next_begins: datetime | None, zone: str, now: datetime
) -> bool:
    """Say whether the next stage has begun by the time at which a reader in ``zone`` has no quiet.

    Then this one is left out: nobody is asked at night what they are asked again in the morning.
    """
    first = max(begins, now)
    if quiet_hours.is_quiet(first, zone):
        first = quiet_hours.next_morning(first, zone)
    return next_begins is not None and next_begins <= first
