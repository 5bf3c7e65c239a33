"""The views that a reader keeps."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from dashboards.enums import SavedPage
from dashboards.models import SavedView
from dashboards.terms.saved_views import canonical


@dataclass(frozen=True)
class OwnViews:
    """The views of a page that a reader keeps, and the one that an address shows."""

    views: list[SavedView]
    shown: SavedView | None

    @property
    def default(self) -> SavedView | None:
        """The one that opens the dashboard."""
        return next((each for each in self.views if each.is_default), None)


def own(user: User, page: SavedPage, query: str) -> OwnViews:
    """Return what ``user`` keeps of ``page``, whose address asks ``query``."""
    views = list(SavedView.objects.of(user).filter(page=page))
    asked = canonical(query)
    return OwnViews(views, next((each for each in views if each.query == asked), None))
