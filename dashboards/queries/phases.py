"""How many pairings are in each phase, and how many keep their rhythm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.db import count_each
from core.pages import MOST
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from partnerships.enums import Cadence, PairingPhase


@dataclass(frozen=True)
class Spread:
    """Pairings by phase, and open ones by their last contact; as far as lists are counted."""

    phases: Mapping[PairingPhase, int]
    cadences: Mapping[Cadence, int]


def spread(scope: Scope) -> Spread:
    """Return how the pairings of the scope spread, in one statement."""
    everything = rows.pairings(scope).order_by()
    dated: Any = everything.open().with_status(scope.today).with_cadence(scope.today)
    asked = {
        **{f"phase {each}": everything.filter(phase=each) for each in PairingPhase},
        **{f"cadence {each}": dated.filter(cadence=each) for each in Cadence},
    }
    counts = count_each(asked, up_to=MOST + 1)
    return Spread(
        {each: counts[f"phase {each}"] for each in PairingPhase},
        {each: counts[f"cadence {each}"] for each in Cadence},
    )
