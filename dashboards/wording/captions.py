"""Beside each figure: of which time it is, and which of the chosen filters do not narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from core.formats import day
from dashboards.queries.scope import Scope
from dashboards.wording import scope as scope_wording


class Basis(StrEnum):
    """What a figure counts, and so what can narrow it."""

    MEETINGS = "meetings"
    PROMISES = "promises"
    ACTIONS = "actions"
    UPDATES = "updates"
    PAIRINGS = "pairings"
    CONCERNS = "concerns"
    AHEAD = "ahead"
    GAPS = "gaps"
    INTERESTS = "interests"


# What organizations are, whatever they agreed.
_OF_PAIRINGS = ("modality", "kind", "programme", "phase", "pairing")
# The filters of ``Scope`` that each of them cannot follow. A number as of today has no period.
_DEAF = {
    Basis.MEETINGS: (),
    Basis.PROMISES: ("modality", "kind"),
    Basis.ACTIONS: ("area", "modality", "kind"),
    Basis.UPDATES: ("area", "modality", "kind"),
    Basis.PAIRINGS: ("modality", "kind"),
    Basis.AHEAD: ("area", "modality", "kind"),
    Basis.GAPS: ("area", *_OF_PAIRINGS),
    Basis.INTERESTS: _OF_PAIRINGS,
    Basis.CONCERNS: ("modality", "kind"),
}


_OF_TODAY = (Basis.PAIRINGS, Basis.CONCERNS, Basis.AHEAD, Basis.GAPS, Basis.INTERESTS)


@dataclass(frozen=True)
class Caption:
    """Of which time a figure is, and what does not narrow it."""

    when: str
    limits: str


def each(scope: Scope) -> dict[str, Caption]:
    """Return the caption of what counts each of them, for templates."""
    return {basis.value: Caption(when(basis, scope), limits(basis, scope)) for basis in Basis}


def when(basis: Basis, scope: Scope) -> str:
    """Return of which time the figure is: "in 2026", or "on 30 Nov 2026" where it is of today."""
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
        "pairing": _("Pairing"),
    }
