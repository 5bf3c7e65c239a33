"""The page that monitoring reads."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from notifications.queries.health import OK, health, readiness


@require_safe
@never_cache
@open_to_all("Monitoring has no account; the answer names no secret.")
def show(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — the answer is the same for all
    """Answer 200 when everything is alive and 503 when one part is down."""
    found = health(broker_url=settings.CELERY_BROKER_URL)
    told = asdict(found) | {"version": settings.RELEASE}
    return JsonResponse(told, status=200 if found.is_well else 503)


@require_safe
@never_cache
@open_to_all("Whoever spreads requests has no account; the answer names no secret.")
def show_ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — the answer is the same for all
    """Answer 200 when this process can serve pages: its database answers, and has its tables."""
    word = readiness()
    return JsonResponse({"web": word}, status=200 if word == OK else 503)
