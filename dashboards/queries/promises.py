"""What was promised, how firmly, and what came of it: by area, by country, by pairing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Expression,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from core.db import count_each
from core.models import leads_to
from core.pages import MOST, count
from dashboards import facts
from dashboards.facts import Counted
from dashboards.models import Tally
from dashboards.queries import rows, tallies
from dashboards.queries.figures import DONE
from dashboards.queries.scope import Scope
from network.models import CooperationArea, Country
from partnerships.enums import OPEN_COMMITMENTS, ActionState, CommitmentState, Firmness
from partnerships.models import Action, Pairing, ProgressUpdate
from partnerships.models.commitments import CommitmentQuerySet
from partnerships.models.due_items import was_late_at_first
from partnerships.models.pairings import PairingQuerySet

# So many stand on the page; the list has all.
NAMED = 10


@dataclass(frozen=True)
class Sums:
    """Agreed areas by how firm they are, and what came of them; dropped ones stand apart."""

    wished: int = 0
    proposed: int = 0
    agreed: int = 0
    planned: int = 0
    done: int = 0
    verified: int = 0
    late: int = 0
    late_at_first: int = 0
    dropped: int = 0

    @property
    def total(self) -> int:
        """Everything that was not dropped."""
        return self.wished + self.proposed + self.agreed + self.planned


@dataclass(frozen=True)
class Line:
    """What was promised in an area, a country or a pairing; ``key`` is how addresses name it."""

    key: str
    name: str
    sums: Sums


@dataclass(frozen=True)
class Named:
    """The first of some agreed areas, and how many there are, as far as lists are counted."""

    first: tuple[Any, ...]
    number: int


@dataclass(frozen=True)
class FirstSteps:
    """After how many days the first action was done, in the middle of ``known`` agreed areas.

    ``looked_at`` is how many were asked: the newest, and no more than a list counts.
    """

    days: int | None
    known: int
    looked_at: int


@dataclass(frozen=True)
class Lacking:
    """Agreed areas without the day of the agreement, or without a last day; actions without a day.

    Each is counted as far as lists are.
    """

    undated: int
    endless: int
    actions: int


def by_area(scope: Scope) -> tuple[Line, ...]:
    """Return what was promised in each area, the fullest first."""
    found = _kept(scope, F("area"), tallies.of)
    if found is None:
        found = _sums(rows.commitments(scope), scope, F("area"))
    known = CooperationArea.objects.in_bulk(found)
    lines = (Line(area.key, area.name, found[area.pk]) for area in known.values())
    return tuple(sorted(lines, key=lambda line: (-line.sums.total, line.name)))


def by_country(scope: Scope) -> tuple[Line, ...]:
    """Return what was promised by pairings with a side in each country, by its name.

    What two countries promised stands in both.
    """
    found = _kept(scope, tallies.COUNTRY, tallies.of_countries)
    if found is None:
        found = _sums(rows.commitments(scope), scope, rows.each_of("pairing__countries"))
    known = Country.objects.filter(pk__in=found).order_by("name")
    return tuple(Line(each.code, each.name, found[each.pk]) for each in known)


def pairings(scope: Scope) -> PairingQuerySet:
    """Return the pairings that promised something in the scope, those that are over as well."""
    promised = leads_to(rows.commitments(scope), "pairing")
    found: PairingQuerySet = Pairing.objects.visible_to(scope.user).filter(promised)
    return found


def by_pairing(scope: Scope, shown: Iterable[Pairing] | None = None) -> tuple[Line, ...]:
    """Return what each of the pairings ``shown`` promised, in their order; or each by its name."""
    promised = rows.commitments(scope)
    if shown is not None:
        shown = list(shown)
        promised = promised.filter(pairing__in=[pairing.pk for pairing in shown])
    found = _sums(promised, scope, F("pairing"))
    if shown is None:
        known = Pairing.objects.filter(pk__in=found).values_list("pk", "title")
        titles = dict(sorted(known, key=lambda pairing: pairing[1]))
    else:
        titles = {pairing.pk: pairing.title for pairing in shown if pairing.pk in found}
    return tuple(Line(str(key), title, found[key]) for key, title in titles.items())


def late(scope: Scope) -> Named:
    """Return what is open though its period is over, what is late for longest first."""
    found = rows.commitments(scope).late(scope.today)
    return Named(tuple(_shown(found).order_by("ends_on", "pk")[:NAMED]), count(found))


def targets(scope: Scope) -> Named:
    """Return what says how many, each with the ``percent`` that its newest update tells.

    What was dropped is not among them.
    """
    found = rows.commitments(scope).with_target().exclude(state=CommitmentState.DROPPED)
    told = ProgressUpdate.objects.current().filter(commitment=OuterRef("pk"), percent__isnull=False)
    newest = told.order_by("-submitted_at", "-pk").values("percent")
    shown = _shown(found).annotate(percent=Subquery(newest[:1]))
    return Named(
        tuple(shown.order_by(F("ends_on").asc(nulls_last=True), "pk")[:NAMED]), count(found)
    )


def lacking(scope: Scope) -> Lacking:
    """Return how many of all years lack a day, in one statement."""
    agreed = rows.all_commitments(scope).order_by()
    asked = {
        "undated": agreed.undated(),
        "endless": agreed.endless(),
        "actions": rows.all_actions(scope).undated(),
    }
    return Lacking(**count_each(asked, up_to=MOST + 1))


def first_steps(scope: Scope) -> FirstSteps:
    """Return how long the newest agreed areas waited until a first action of theirs was done."""
    dated = rows.commitments(scope).filter(agreed_on__isnull=False).order_by("-agreed_on", "pk")
    newest = list(dated.values_list("pk", flat=True)[:MOST])
    done = Action.objects.filter(commitment__in=newest, state=ActionState.DONE)
    first = done.order_by().values("commitment").annotate(on=Min("closed_on"))
    waited = first.values_list("on", "commitment__agreed_on")
    days = sorted(max((on - agreed_on).days, 0) for on, agreed_on in waited)
    return FirstSteps(days[len(days) // 2] if days else None, len(days), len(newest))


def _kept(
    scope: Scope, by: Expression | F, asked: Callable[..., QuerySet[Tally] | None]
) -> dict[Any, Sums] | None:
    """Add up what the database keeps count of, in groups that have the same ``by``."""
    span = scope.span if scope.span.start else None
    promised = asked(scope, Counted.COMMITMENTS, span)
    deadlines = asked(scope, Counted.DEADLINES, span)
    if promised is None or deadlines is None:
        return None
    each = {name: Sum(name) for name in (*Firmness.values, "verified")}
    each |= {"done": _number(DONE), "dropped": _number([CommitmentState.DROPPED])}
    over = {"late": _number([facts.DUE]), "late_at_first": _number([facts.FIRST_DUE])}
    found: dict[Any, dict[str, int]] = {}
    for kept, sums in ((promised, each), (deadlines, over)):
        for row in kept.order_by().values(key=by).annotate(**sums):
            found.setdefault(row.pop("key"), {}).update(row)
    lines = {key: Sums(**row) for key, row in found.items()}
    return {key: sums for key, sums in lines.items() if sums.total or sums.dropped}


def _number(words: Iterable[str]) -> Sum:
    return Sum("number", filter=Q(word__in=words), default=0)


def _sums(promised: CommitmentQuerySet, scope: Scope, by: Expression | F) -> dict[Any, Sums]:
    """Count ``promised`` in one statement, in groups that have the same ``by``."""
    stands = ~Q(state=CommitmentState.DROPPED)
    done = Q(state__in=DONE)
    firm = {each.value: Count("pk", filter=stands & Q(firmness=each)) for each in Firmness}
    found = (
        promised.order_by()
        .values(key=by)
        .annotate(
            **firm,
            done=Count("pk", filter=done),
            verified=Count("pk", filter=done & Q(is_verified=True)),
            late=Count("pk", filter=Q(state__in=OPEN_COMMITMENTS, ends_on__lt=scope.today)),
            late_at_first=Count("pk", filter=was_late_at_first(scope.today)),
            dropped=Count("pk", filter=~stands),
        )
    )
    return {row.pop("key"): Sums(**row) for row in found}


def _shown(found: CommitmentQuerySet) -> CommitmentQuerySet:
    return found.select_related("pairing", "area")
