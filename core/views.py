"""What belongs to no app: the page of a fault, and the worker that serves without a line."""

from __future__ import annotations

import sys
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

# In seconds: PostgreSQL starts again in less, mostly.
_AGAIN_AFTER = 20


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — it may be what failed
    """Answer for whatever went wrong; neither page needs a request or the database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(_AGAIN_AFTER)})
    return HttpResponse(render_to_string("500.html"), status=500)


@login_not_required
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Hand out the script that shows a kept page where there is no line.

    A browser lets it govern what lies below its address: it stands at the root, under one name in
    every release, and is asked for anew each time.
    """
    path = finders.find("sw.js")
    if path is None:
        raise Http404
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    script = Path(path).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)
