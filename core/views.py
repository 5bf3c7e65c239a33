"""The page of a fault, and the other one: that the database does not answer just now."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# In seconds: PostgreSQL starts again in less, mostly.
_AGAIN_AFTER = 20


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — it may be what failed
    """Answer for whatever went wrong; neither page needs a request or the database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(_AGAIN_AFTER)})
    return HttpResponse(render_to_string("500.html"), status=500)
