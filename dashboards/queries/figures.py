"""The figures of the dashboard: workshops per quarter, promises per area, the pairings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter

from dashboards.queries.numbers import address, listed, workshop_params
from dashboards.queries.scope import Span
from events.enums import Modality
from events.models import Event
from partnerships.enums import CommitmentState
from partnerships.models import Commitment
from partnerships.queries import pairings
from partnerships.wording import pairings as pairing_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.enums import Shown
    from dashboards.queries.scope import Scope
    from partnerships.models import Action, Pairing

DONE = (CommitmentState.DONE, CommitmentState.PARTLY_DONE)


@dataclass(frozen=True)
class Quarter:
    """How many events of each modality took place in three months."""

    start: date
    counts: dict[str, int]
    url: str

    @property
    def number(self) -> int:
        """Which quarter of its year, from 1 to 4."""
        return (self.start.month + 2) // 3

    @property
    def total(self) -> int:
        """All events of the quarter."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class AreaProgress:
    """What was promised in one area, and how far it is."""

    name: str
    done: int
    started: int
    not_started: int
    dropped: int
    url: str

    @property
    def promised(self) -> int:
        """Every promise that was not dropped."""
        return self.done + self.started + self.not_started


@dataclass(frozen=True)
class PairingRow:
    """A pairing with its status and its next action."""

    pairing: Pairing
    status: Shown
    last_contact_on: date | None
    next_action: Action | None


def quarters(scope: Scope) -> list[Quarter]:
    """Return every quarter from the first event of the span to today, also the empty ones."""
    found = listed(scope, "workshops", workshop_params(scope)).rows.order_by()
    counted = (
        Event.objects.filter(pk__in=found.values("pk"))
        .order_by()
        .values(quarter=TruncQuarter("day"), how=F("modality"))
        .annotate(count=Count("pk"))
    )
    counts: dict[date, dict[str, int]] = {}
    for row in counted:
        counts.setdefault(row["quarter"], {})[row["how"]] = row["count"]
    first = scope.span.start or min(counts, default=None)
    return [_quarter(scope, start, counts) for start in _starts(first, scope.today)]


def areas(scope: Scope) -> list[AreaProgress]:
    """Return the areas with a promise in the span, the fullest first."""
    agreed = scope.span.params("agreed_from", "agreed_to") if scope.span.start else {}
    found = listed(scope, "commitments", {**scope.place(), **agreed}).rows.order_by()
    rows = (
        Commitment.objects.filter(pk__in=found.values("pk"))
        .order_by()
        .values("area__key", "area__name")
        .annotate(
            done=Count("pk", filter=Q(state__in=DONE)),
            started=Count("pk", filter=Q(state=CommitmentState.IN_PROGRESS)),
            not_started=Count("pk", filter=Q(state=CommitmentState.OPEN)),
            dropped=Count("pk", filter=Q(state=CommitmentState.DROPPED)),
        )
    )
    told = [_area(scope, row, agreed) for row in rows]
    return sorted(told, key=lambda area: (-area.promised, area.name))


def pairing_rows(scope: Scope, limit: int | None = None) -> list[PairingRow]:
    """Return the pairings of the scope, those that need attention first."""
    found = listed(scope, "pairings", {"open": "1", **scope.place()}).rows
    shown = pairings.listed(found, today=scope.today)[:limit]
    return [_row(pairing, scope.today) for pairing in shown]


def _starts(first: date | None, today: date) -> Iterator[date]:
    """Yield the first day of each quarter from ``first`` to ``today``."""
    if first is None:
        return
    start = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    while start <= today:
        yield start
        start = _after(start)


def _after(start: date) -> date:
    """Return the first day of the next quarter."""
    years, month = divmod(start.month + 2, 12)
    return date(start.year + years, month + 1, 1)


def _quarter(scope: Scope, start: date, counts: dict[date, dict[str, int]]) -> Quarter:
    days = Span(
        max(start, scope.span.start or start), min(_after(start) - timedelta(days=1), scope.today)
    )
    found = counts.get(start, {})
    told = {modality.value: found.get(modality.value, 0) for modality in Modality}
    return Quarter(start, told, address("workshops", workshop_params(scope, days)))


def _area(scope: Scope, row: dict[str, object], agreed: dict[str, str]) -> AreaProgress:
    params: dict[str, object] = {**scope.place(), "area": row["area__key"], **agreed}
    counts = {name: row[name] for name in ("done", "started", "not_started", "dropped")}
    return AreaProgress(
        name=str(row["area__name"]),
        url=address("commitments", {**params, "promised": "1"}),
        **counts,  # type: ignore[arg-type]
    )


def _row(pairing: Any, today: date) -> PairingRow:
    return PairingRow(
        pairing=pairing,
        status=pairing_wording.status(pairings.standing(pairing, today=today)),
        last_contact_on=pairing.last_contact_on,
        next_action=next(iter(pairing.next_actions), None),
    )
