"""Every change knows who made it and from which page."""

from typing import Any

from django.http import HttpRequest
from pghistory import middleware


class HistoryMiddleware(middleware.HistoryMiddleware):
    """Give the history its acting user.

    The address is kept by the name of the page: a path may hold the token of a link.
    """

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return the user alone; pages that act for a link's holder add it themselves."""
        return {"user": super().get_context(request)["user"]}
