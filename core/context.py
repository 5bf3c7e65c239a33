"""What every template may name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the settings that templates read."""
    return {
        "SITE_LOGO": settings.SITE_LOGO,
        "MAP_ENABLED": settings.MAP_ENABLED,
        "LOCAL_MODE": settings.LOCAL_MODE,
    }
