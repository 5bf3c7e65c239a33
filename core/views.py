"""What belongs to no app: the page of a fault, the worker without a line, whom to tell."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

# In seconds: PostgreSQL starts again in less, mostly.
_AGAIN_AFTER = 20
# Whoever kept the address of the contact for longer asks again.
_CONTACT_HOLDS = timedelta(days=90)


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


@login_not_required
@require_safe
def security_contact(_request: HttpRequest) -> HttpResponse:
    """Say where faults of security are told to (RFC 9116), if the installation says where."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    known_until = timezone.now().replace(microsecond=0) + _CONTACT_HOLDS
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {known_until.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
