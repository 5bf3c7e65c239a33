"""What a briefing says, as numbers and names: kept as JSON, put into words when it is read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Self, get_args, get_type_hints

from core.terms import Terms
from dashboards.terms.periods import Period
from network.models import Country


@dataclass(frozen=True, kw_only=True)
class BriefingTerms(Terms):
    """Of which country, and how far back."""

    country: Country
    period: Period


@dataclass(frozen=True)
class Counts:
    """The numbers on top, as the dashboard counts them."""

    open_pairings: int
    begun_pairings: int | None
    workshops: int
    workshops_before: int | None
    workshops_with_figure: int
    people: int | None
    women: int | None
    people_where_women_known: int
    persons_with_disabilities: int | None
    actions_due: int
    actions_on_time: int
    actions_overdue: int
    agreements_in_force: int
    actions_late_at_first: int = 0


@dataclass(frozen=True)
class Partnership:
    """A pairing: who of the country, who abroad, and how it is doing."""

    own: tuple[str, ...]
    abroad: tuple[str, ...]
    phase: str
    status: str
    silent_days: int | None
    last_contact_on: date | None
    last_contact_since: date | None


@dataclass(frozen=True)
class Promised:
    """What was promised in an area, by how firmly, and what came of it; dropped stands apart."""

    area: str
    wished: int
    proposed: int
    agreed: int
    planned: int
    done: int
    verified: int
    late: int
    dropped: int
    late_at_first: int = 0

    @property
    def total(self) -> int:
        """Everything that was not dropped."""
        return self.wished + self.proposed + self.agreed + self.planned


@dataclass(frozen=True)
class Ending:
    """An agreement that ends soon."""

    title: str
    parties: tuple[str, ...]
    ends_on: date


@dataclass(frozen=True)
class Coming:
    """A meeting or a next step that lies ahead; of some meetings only the month is known."""

    text: str
    pairing: str
    first: date | None
    last: date | None
    is_meeting: bool


@dataclass(frozen=True)
class Open:
    """Something on which somebody must decide; ``kind`` says why (``ConcernKind``)."""

    kind: str
    text: str
    pairing: str
    since: date | None


@dataclass(frozen=True)
class Facts:
    """All that a briefing says; where a list is cut short its total is told."""

    country: str
    counts: Counts
    partnerships: tuple[Partnership, ...]
    promised: tuple[Promised, ...]
    ending: tuple[Ending, ...]
    ending_total: int
    end_not_known: int
    coming: tuple[Coming, ...]
    coming_total: int
    open: tuple[Open, ...]
    open_total: int

    def as_json(self) -> dict[str, Any]:
        """Return what can be kept."""
        return asdict(self)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Self:
        """Return what was kept."""
        read: Self = _read(cls, kept)
        return read


def _read(kind: Any, kept: Any) -> Any:
    """Return the value of ``kind`` that was written as JSON, by an earlier version as well."""
    if kept is None:
        return None
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [each.name for each in fields(kind) if each.name in kept]
        return kind(**{name: _read(hints[name], kept[name]) for name in names})  # type: ignore[operator]
    if isinstance(kept, (list, tuple)):
        each = get_args(kind)[0]
        return tuple(_read(each, one) for one in kept)
    is_day = date in (kind, *get_args(kind)) and isinstance(kept, str)
    return date.fromisoformat(kept) if is_day else kept
