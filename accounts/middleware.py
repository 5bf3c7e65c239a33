"""What holds of every answer: it is its reader's alone, in their language and by their clock."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers


class PrivacyMiddleware:
    """Let nobody keep what the site says, neither a browser nor a proxy, unless the view says so.

    A page and its htmx part have one address: whoever keeps one must not show it for the other,
    and Back asks anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
        return response


class ReaderMiddleware:
    """Activate the language and the time zone of the signed-in user.

    A language chosen on this device (the cookie) wins over the one of the profile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
        with timezone.override(ZoneInfo(user.time_zone)):
            return self.get_response(request)
