"""What is said of a view that somebody keeps, and how the filters of an address are kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from core.terms import Terms
from dashboards.enums import SavedPage

# What says where in a list somebody was, and nothing of what it shows.
_PLACES = {"page", "after"}
# Left empty it means all countries; left out it means the reader's own.
_SAID_EMPTY = {"country"}
# Nothing is asked, and that is said: such an address does not open the reader's own view.
EVERYTHING = "period="


@dataclass(frozen=True, kw_only=True)
class SavedViewTerms(Terms):
    """Which page under which filters, by what name, and whether the dashboard opens with it."""

    name: str
    query: str
    page: str = SavedPage.DASHBOARD
    is_default: bool = False


def canonical(query: str) -> str:
    """Return the filters of an address as they are kept: in order, without those left empty."""
    asked = parse_qsl(query, keep_blank_values=True)
    kept = {(name, text) for name, text in asked if text or name in _SAID_EMPTY}
    return urlencode(sorted(each for each in kept if each[0] not in _PLACES))
