"""What a meeting was like before it was changed, and what makes it another one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from events.enums import EventState
from events.models import Event

WHEN = ("day", "last_day", "earliest_day", "latest_day", "starts_at", "ends_at", "time_zone")
WHERE = ("place", "platform")


def before(event: Event, revision: int) -> Event | None:
    """Return the meeting as it last was in an earlier version; None if that is not known."""
    if revision >= event.revision:
        return None
    return versions([event.pk], [revision]).get((event.pk, revision))


def versions(events: Collection[int], revisions: Collection[int]) -> dict[tuple[int, int], Event]:
    """Return the meetings as they last were in these versions, by key and version."""
    history: Any = Event._meta.get_field("history").related_model
    kept = history.objects.filter(pgh_obj__in=events, revision__in=revisions)
    rows = kept.order_by("pgh_id").values("pgh_obj", "revision", *WHEN, *WHERE)
    return {
        (row["pgh_obj"], row["revision"]): Event(
            pk=row["pgh_obj"], **{name: row[name] for name in (*WHEN, *WHERE)}
        )
        for row in rows
    }


def makes_it_another(event: Event, earlier: Event) -> bool:
    """Say whether a change makes a new version of the meeting: one of when or where it is.

    A meeting that was cancelled stays so, wherever it would have been.
    """
    is_open = event.state != EventState.CANCELLED
    return is_open and differs(event, earlier, (*WHEN, *WHERE))


def differs(event: Event, earlier: Event, names: tuple[str, ...]) -> bool:
    """Say whether any of these facts is another one now."""
    return any(getattr(event, name) != getattr(earlier, name) for name in names)
