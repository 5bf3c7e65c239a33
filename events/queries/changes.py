"""What a meeting was like before it was changed, and what makes it another one."""

from __future__ import annotations

from typing import Any

from events.enums import EventState
from events.models import Event

WHEN = ("day", "last_day", "earliest_day", "latest_day", "starts_at", "ends_at", "time_zone")
WHERE = ("place", "platform")


def before(event: Event, revision: int) -> Event | None:
    """Return the meeting as it last was in an earlier version; None if that is not known."""
    if revision >= event.revision:
        return None
    history: Any = event.history  # type: ignore[attr-defined]
    row = history.filter(revision=revision).order_by("-pgh_id").values(*WHEN, *WHERE).first()
    return Event(pk=event.pk, **row) if row else None


def makes_it_another(event: Event, earlier: Event) -> bool:
    """Say whether a change makes a new version of the meeting: one of when or where it is.

    A meeting that was cancelled stays so, wherever it would have been.
    """
    is_open = event.state != EventState.CANCELLED
    return is_open and differs(event, earlier, (*WHEN, *WHERE))


def differs(event: Event, earlier: Event, names: tuple[str, ...]) -> bool:
    """Say whether any of these facts is another one now."""
    return any(getattr(event, name) != getattr(earlier, name) for name in names)
