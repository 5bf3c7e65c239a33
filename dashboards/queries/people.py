"""Whom updates say they reached: by kind and sex; what nobody wrote down stays unknown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from partnerships.enums import ReachedKind
from partnerships.models import PeopleReached


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
    """Return whom the updates of the scope reached, in three statements."""
    sent = rows.updates(scope)
    told = PeopleReached.objects.filter(progress_update__in=sent.order_by().values("pk"))
    known = Q(women__isnull=False, total__isnull=False)
    counted = (
        told.order_by()
        .values("kind")
        .annotate(
            people=Sum("total"),
            known_women=Sum("women", filter=known),
            people_where_women_known=Sum("total", filter=known),
            updates=Count("progress_update", filter=Q(total__isnull=False)),
        )
    )
    found = {row.pop("kind"): row for row in counted}
    for row in found.values():
        row["women"] = row.pop("known_women")
    kinds = tuple(Reached(kind, **found.get(kind, {})) for kind in ReachedKind)
    return PeopleFigure(kinds, sent.count(), sent.with_people().count())
