"""The page speaks the reader's language and shows the reader's clock."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation


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
