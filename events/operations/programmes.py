"""Under which programmes an event takes place."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from core.records import delete_all, save_all
from events.models import Event, EventProgramme
from network.models import Programme


def assign(event: Event, programmes: Iterable[Programme], *, by: User | None) -> None:
    """Let these be the programmes of an event that is locked or new; others are no longer."""
    wanted = list(dict.fromkeys(programme.pk for programme in programmes))
    known = set(event.programmes.values_list("programme", flat=True))
    if gone := known - set(wanted):
        delete_all(event.programmes.filter(programme__in=gone), by=by)
    new = [EventProgramme(event=event, programme_id=pk) for pk in wanted if pk not in known]
    save_all(new, by=by)
