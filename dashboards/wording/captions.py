"""Beside each figure: of which time it is, and which of the chosen filters do not narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from core.formats import day
from dashboards.enums import DashboardPart, Figure
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import periods
from dashboards.wording import scope as scope_wording


class Basis(StrEnum):
    """What a figure counts, and so what can narrow it."""

    MEETINGS = "meetings"
    PROMISES = "promises"
    ACTIONS = "actions"
    UPDATES = "updates"
    PAIRINGS = "pairings"
    MONTHS = "months"
    DIRECTORY = "directory"
    CONCERNS = "concerns"
    AHEAD = "ahead"
    GAPS = "gaps"
    INTERESTS = "interests"
    AGREEMENTS = "agreements"


# What organizations are, whatever they agreed.
_OF_PAIRINGS = ("modality", "kind", "programme", "phase", "pairing")
# The filters of ``Scope`` that each of them cannot follow. A number as of today has no period.
_DEAF = {
    Basis.MEETINGS: (),
    Basis.PROMISES: ("modality", "kind"),
    Basis.ACTIONS: ("area", "modality", "kind"),
    Basis.UPDATES: ("area", "modality", "kind"),
    Basis.PAIRINGS: ("modality", "kind"),
    Basis.MONTHS: ("modality", "kind"),
    Basis.DIRECTORY: ("area", *_OF_PAIRINGS, "organization"),
    Basis.AHEAD: ("area", "modality", "kind"),
    Basis.GAPS: ("area", *_OF_PAIRINGS),
    Basis.AGREEMENTS: ("area", *_OF_PAIRINGS),
    Basis.INTERESTS: _OF_PAIRINGS,
    Basis.CONCERNS: ("modality", "kind"),
}
_OF_TODAY = (
    *(Basis.PAIRINGS, Basis.DIRECTORY, Basis.CONCERNS),
    *(Basis.AHEAD, Basis.GAPS, Basis.INTERESTS, Basis.AGREEMENTS),
)
# What each figure counts; of some each number says it for itself.
_OF_FIGURE = {
    Figure.AREAS: Basis.PROMISES,
    Figure.PROMISES: Basis.PROMISES,
    Figure.WORKSHOPS: Basis.MEETINGS,
    Figure.AGREEMENTS: Basis.AGREEMENTS,
    Figure.PLACES: Basis.PAIRINGS,
    Figure.PAIRINGS: Basis.PAIRINGS,
    Figure.MATRIX: Basis.PAIRINGS,
    Figure.PHASES: Basis.PAIRINGS,
    Figure.MONTHS: Basis.MONTHS,
    Figure.PEOPLE: Basis.UPDATES,
    Figure.AHEAD: Basis.AHEAD,
    Figure.GAPS: Basis.GAPS,
    Figure.WANTED: Basis.INTERESTS,
}


@dataclass(frozen=True)
class Caption:
    """Of which time a figure is, and what does not narrow it."""

    when: str
    limits: str


def each(scope: Scope) -> dict[str, Caption]:
    """Return the caption of what counts each of them, for templates."""
    return {basis.value: caption(basis, scope) for basis in Basis}


def caption(basis: Basis, scope: Scope) -> Caption:
    """Return the caption of what counts ``basis``."""
    return Caption(when(basis, scope), limits(basis, scope))


def of(figure: Figure, scope: Scope) -> Caption:
    """Return the caption of a figure; nothing is in it of one whose numbers say it themselves."""
    basis = _OF_FIGURE.get(figure)
    return caption(basis, scope) if basis else Caption("", "")


def in_short(part: DashboardPart, scope: Scope) -> str:
    """Return in one line of which part of the network a page with one part is, and of which day."""
    basis = _OF_FIGURE.get(Figure(part.value), Basis.DIRECTORY)
    if basis in _OF_TODAY:
        return scope_wording.of_today(scope)
    if basis == Basis.MONTHS:
        return scope_wording.of_today(scope, periods.label(Period.ONE_YEAR))
    return scope_wording.in_short(scope)


def when(basis: Basis, scope: Scope) -> str:
    """Return of which time the figure is: "in 2026", or "on 30 Nov 2026" where it is of today."""
    if basis == Basis.MONTHS:
        return periods.within(Period.ONE_YEAR)
    if basis in _OF_TODAY:
        return _("on %(day)s") % {"day": day(scope.today)}
    return scope_wording.period(scope)


def limits(basis: Basis, scope: Scope) -> str:
    """Say which of the chosen filters change nothing here; nothing where all do."""
    deaf = [_names()[name] for name in _DEAF[basis] if getattr(scope, name)]
    if not deaf:
        return ""
    return _("Not narrowed by: %(names)s") % {"names": ", ".join(deaf)}


def _names() -> dict[str, str]:
    return {
        "area": _("Area of cooperation"),
        "modality": _("How they met"),
        "kind": _("Kind of meeting"),
        "programme": _("Programme"),
        "phase": _("Phase of the pairing"),
        "organization": _("Organization"),
        "pairing": _("Pairing"),
    }
