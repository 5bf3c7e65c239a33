"""Whom updates say they reached: by kind and sex; what nobody wrote down stays unknown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from dashboards import facts
from dashboards.models import Tally
from dashboards.queries import tallies
from dashboards.queries.scope import Scope
from partnerships.enums import ReachedKind
from partnerships.models import PeopleReached
from partnerships.models.updates import ProgressUpdateQuerySet

_OF_PEOPLE = ("with_people", "people", "with_women", "women", "people_where_women_known")
_NAMES = ("number", *_OF_PEOPLE)


@dataclass(frozen=True)
class Reached:
    """People of one kind; None is what no update tells. ``updates`` have a number of them."""

    kind: ReachedKind
    people: int | None = None
    women: int | None = None
    people_where_women_known: int | None = None
    updates: int = 0

    @property
    def men(self) -> int | None:
        """Those who are no women, where the women are known."""
        if self.women is None or self.people_where_women_known is None:
            return None
        return self.people_where_women_known - self.women

    @property
    def of_unknown_sex(self) -> int | None:
        """Those of whom no update says how many are women."""
        return None if self.people is None else self.people - (self.people_where_women_known or 0)


@dataclass(frozen=True)
class PeopleFigure:
    """Each kind of people, how many updates there are, and how many of them have a number."""

    kinds: tuple[Reached, ...]
    updates: int
    updates_with_number: int


def people(scope: Scope) -> PeopleFigure:
    """Return whom the updates of the scope reached, in at most four statements."""
    kept, rest = tallies.updates(scope)
    found = _told(rest)
    if kept is not None:
        for word, sums in _added_up(kept).items():
            found[word] = {name: number + found[word][name] for name, number in sums.items()}
    sent = found[facts.SENT]
    kinds = tuple(_reached(kind, found[kind]) for kind in ReachedKind)
    return PeopleFigure(kinds, sent["number"], sent["with_people"])


def _told(sent: ProgressUpdateQuerySet) -> dict[str, dict[str, int]]:
    """Add up the rows of what was told, by kind, and the updates themselves."""
    told = PeopleReached.objects.filter(progress_update__in=sent.order_by().values("pk"))
    known = Q(women__isnull=False, total__isnull=False)
    sums = (
        Count("total"),
        Sum("total", default=0),
        Count("pk", filter=known),
        Sum("women", filter=known, default=0),
        Sum("total", filter=known, default=0),
    )
    named = {f"sum_of_{name}": each for name, each in zip(_OF_PEOPLE, sums, strict=True)}
    of_kind = told.order_by().values_list("kind").annotate(**named)
    found = {word: dict.fromkeys(_NAMES, 0) for word in (facts.SENT, *ReachedKind)}
    for kind, *numbers in of_kind:
        found[kind].update(zip(_OF_PEOPLE, numbers, strict=True))
    found[facts.SENT] |= {"number": sent.count(), "with_people": sent.with_people().count()}
    return found


def _added_up(kept: QuerySet[Tally]) -> dict[str, dict[str, int]]:
    sums = kept.order_by().values_list("word").annotate(*(Sum(name) for name in _NAMES))
    return {word: dict(zip(_NAMES, each, strict=True)) for word, *each in sums}


def _reached(kind: ReachedKind, sums: dict[str, int]) -> Reached:
    return Reached(
        kind,
        people=sums["people"] if sums["with_people"] else None,
        women=sums["women"] if sums["with_women"] else None,
        people_where_women_known=sums["people_where_women_known"] if sums["with_women"] else None,
        updates=sums["with_people"],
    )
