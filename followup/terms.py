"""What a planner says of one record, and how the engine asks it; who else is to be invited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from events.terms.attendance import ParticipationTerms
from notifications.models import Message
from notifications.operations.messages import OutgoingMessage


@dataclass(frozen=True)
class Plan:
    """What must be told of one record now, and when it must be checked again.

    ``stale`` are the messages that wait though they do not hold any more. Without ``next_check_at``
    the record waits for a change; one that is over leaves the schedule until then.
    """

    wanted: list[OutgoingMessage] = field(default_factory=list)
    stale: list[Message] = field(default_factory=list)
    next_check_at: datetime | None = None
    is_over: bool = False


OVER = Plan(is_over=True)


class Planner(Protocol):
    """The rules of one model: who is told what of a record, and when. It writes nothing."""

    @property
    def model(self) -> type[Model]:
        """Of which records it plans."""

    @property
    def batch(self) -> int:
        """How many records are planned at once: so long their rows are held."""

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the records of which somebody may still have to be told something."""

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Any]:
        """Return what the plans of these records need, by their keys.

        The number of statements is the same however many there are. What is gone is left out.
        """

    def outdated(self, case: Any) -> list[Message]:
        """Return what has not gone and never may: it told an earlier version of the record."""

    def plan(self, case: Any, *, now: datetime) -> Plan:
        """Return what is to be done about one record."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to be invited, and the e-mail address beside the name; "" if none is."""

    terms: ParticipationTerms
    mail: str = ""
