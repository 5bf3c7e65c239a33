"""Those who find what will be due; the apps above register theirs when the site starts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Planner(Protocol):
    """Writes the messages that are within sight at ``now`` and returns how many were new."""

    def __call__(self, *, now: datetime) -> int: ...


_PLANNERS: dict[str, Planner] = {}


def register(name: str, planner: Planner) -> None:
    """Let ``planner`` be asked whenever reminders are planned without Celery."""
    _PLANNERS[name] = planner


def plan_all(*, now: datetime) -> dict[str, int]:
    """Ask every planner and return how many messages each has written."""
    return {name: planner(now=now) for name, planner in sorted(_PLANNERS.items())}
