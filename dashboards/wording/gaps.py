"""Gaps in coverage in words: each number with the list that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.pages import counted
from dashboards.enums import Gap
from dashboards.queries.gaps import Found, Wanted
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from network.models import scope_of


@dataclass(frozen=True)
class Missing:
    """A gap: what is missing, how that is counted, how many, of how many, and their list."""

    key: str
    label: str
    definition: str
    number: str
    of: str
    url: str


@dataclass(frozen=True)
class Cell:
    """A number of a table with the name of its column and its list; zero has none."""

    label: str
    number: str
    url: str


@dataclass(frozen=True)
class AreaRow:
    """An area with its numbers; one ``is_unserved`` that some look for and nobody offers."""

    name: str
    cells: tuple[Cell, ...]
    is_unserved: bool


def definition(gap: Gap) -> str:
    """Say what counts as the gap."""
    return {
        Gap.UNPAIRED: _("Members of the network that train people, and have no open pairing."),
        Gap.UNANSWERED: _("They have an open pairing, and no focal point."),
        Gap.SILENT: _(
            "Their focal points wrote no update, answer or comment for 90 days."
            " We leave out new focal points and new pairings."
        ),
        Gap.ENDING: _("They are in force, and no other agreement renews them."),
        Gap.STALE: _(
            "Nobody has saved the profile for 365 days. Save it again where it is still right."
        ),
    }[gap]


def interests() -> str:
    """Say which needs and offers count, and when nothing is agreed on one."""
    return _(
        "The organizations that look for an area today, or can offer it."
        " Nothing is agreed: no open pairing of theirs agreed on the area or a part of it."
    )


def limits(scope: Scope) -> str:
    """Say what a reader cannot be told who sees a part of the organizations, or of what they do."""
    reader = scope_of(scope.user)
    if reader.programmes:
        return _("You see some programmes only. So we do not know what else an organization has.")
    if reader.organizations and not (reader.is_staff or reader.countries):
        return _("We count your own organization and its parts only.")
    return ""


def missing(found: Iterable[Found], scope: Scope) -> list[Missing]:
    """Return each gap as the page and the file show it."""
    return [_missing(each, scope) for each in found]


def columns() -> list[str]:
    """Return the names of the columns of the areas."""
    return [
        _("Look for it"),
        _("Look for it, nothing is agreed"),
        _("Can offer it"),
        _("Can offer it, nothing is agreed"),
        _("Can offer it in the whole network"),
    ]


def areas(found: Iterable[Wanted], scope: Scope) -> list[AreaRow]:
    """Return the rows of areas with their numbers."""
    return [_area(each, scope) for each in found]


def _missing(found: Found, scope: Scope) -> Missing:
    gap = found.gap
    return Missing(
        gap.value,
        str(gap.label),
        definition(gap),
        counted(found.number),
        counted(found.of),
        _url(gap, scope),
    )


def _url(gap: Gap, scope: Scope) -> str:
    if gap == Gap.ENDING:
        return lists.agreements_url(scope, ending="1")
    if gap == Gap.UNPAIRED:
        return lists.own_organizations_url(scope, institutions="1", link="unpaired")
    return lists.own_organizations_url(scope, **{gap.value: "1"})


def _area(found: Wanted, scope: Scope) -> AreaRow:
    key = found.area.key
    names = ("needs", "unmet_needs", "offers", "unmet_offers")
    numbers = [
        (getattr(found, name), lists.own_organizations_url(scope, **{name: key})) for name in names
    ]
    numbers.append((found.offered, lists.directory_url(offers=key)))
    cells = tuple(
        Cell(label, counted(number), url if number else "")
        for label, (number, url) in zip(columns(), numbers, strict=True)
    )
    return AreaRow(found.area.name, cells, bool(found.needs and not found.offered))
