"""Pairings by phase and by rhythm in words: each number with the list that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.enums import ShownState
from core.pages import counted
from dashboards.queries.phases import Spread
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from partnerships.enums import PairingPhase


@dataclass(frozen=True)
class Share:
    """A phase or a rhythm, how many pairings there are of it, and their list; zero has none."""

    of: ShownState | PairingPhase
    number: str
    url: str


def phases(spread: Spread, scope: Scope) -> list[Share]:
    """Return how many pairings are in each phase, those that are over as well."""
    return [
        _share(phase, number, lists.all_pairings_url(scope, phase=phase.value))
        for phase, number in spread.phases.items()
    ]


def cadences(spread: Spread, scope: Scope) -> list[Share]:
    """Return how many open pairings keep their rhythm, and how many do not."""
    return [
        _share(cadence, number, lists.pairings_url(scope, rhythm=cadence.value))
        for cadence, number in spread.cadences.items()
    ]


def _share(of: ShownState | PairingPhase, number: int, url: str) -> Share:
    return Share(of, counted(number), url if number else "")


def definition() -> str:
    """Say which pairings count in which phase, and against what their contact is held."""
    return _(
        "Phases: all pairings, those that are over as well."
        " Rhythm: the last meeting or update of an open pairing, against what its sides agreed."
    )
