"""Questions to an agenda: what moves with its meeting, what overlaps, when the next item starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import overload
from zoneinfo import ZoneInfo

from events.models import AgendaItem, Event


@dataclass(frozen=True)
class Shift:
    """By how much a clock moves on, and from which zone to which."""

    by: timedelta
    before: ZoneInfo
    after: ZoneInfo

    def __bool__(self) -> bool:
        return bool(self.by) or self.before != self.after

    @overload
    def moved(self, moment: datetime) -> datetime: ...
    @overload
    def moved(self, moment: None) -> None: ...

    def moved(self, moment: datetime | None) -> datetime | None:
        """Return the moment after the move, as the clock on the wall shows it."""
        if moment is None:
            return None
        wall = moment.astimezone(self.before).replace(tzinfo=None)
        return (wall + self.by).replace(tzinfo=self.after)


def shift(event: Event, earlier: Event, timed: Sequence[AgendaItem]) -> Shift | None:
    """Return how the agenda moves when ``earlier`` became ``event``; None if it cannot be said.

    The start says it; of a meeting that had none, or has none now, the day does. Where there was no
    day either, the first item stands for it.
    """
    before, after = ZoneInfo(earlier.time_zone), ZoneInfo(event.time_zone)
    if not timed or event.day is None:
        return None
    if earlier.starts_at and event.starts_at:
        began, begins = (
            moment.astimezone(zone).replace(tzinfo=None)
            for moment, zone in ((earlier.starts_at, before), (event.starts_at, after))
        )
        return Shift(begins - began, before, after)
    first = min(item.starts_at for item in timed if item.starts_at).astimezone(before)
    return Shift(event.day - (earlier.day or first.date()), before, after)


def timed_items(event: Event) -> list[AgendaItem]:
    """Return the items of which it is known when they start."""
    return list(event.agenda.filter(starts_at__isnull=False))


def moves_along(event: Event, after: Event) -> bool:
    """Say whether the agenda moves when ``event`` becomes ``after``."""
    return bool(shift(after, event, timed_items(event)))


def overlaps(agenda: Iterable[AgendaItem]) -> dict[int, AgendaItem]:
    """Return for each item during which another one goes on, that other one."""
    timed = [(item.starts_at, item) for item in agenda if item.starts_at]
    found: dict[int, AgendaItem] = {}
    last_to_end: tuple[datetime, AgendaItem] | None = None
    for starts_at, item in sorted(timed, key=lambda each: each[0]):
        if last_to_end and starts_at < last_to_end[0]:
            found[item.pk] = last_to_end[1]
            found.setdefault(last_to_end[1].pk, item)
        ends_at = item.ends_at or starts_at
        if last_to_end is None or ends_at > last_to_end[0]:
            last_to_end = ends_at, item
    return found


def next_start(event: Event, agenda: Sequence[AgendaItem]) -> datetime | None:
    """Return when the next item is expected to start: when the last one ends, as far as known."""
    if not agenda:
        return event.starts_at
    return agenda[-1].ends_at
