"""What holds of every answer: it is its reader's alone, in their language and by their clock."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from accounts.access import confirm_draft, is_own_form, keeps_what_was_typed


class PrivacyMiddleware:
    """Let no proxy keep what the site says, and no browser show it unasked.

    A view may say otherwise. A page and its htmx part have one address: a part is not kept at all,
    or Back would show it in place of the page. Of a page the browser may keep what Back needs,
    above all what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept = "no-store" if request.headers.get("HX-Request") else "no-cache"
        response.headers.setdefault("Cache-Control", f"private, {kept}")
        patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
        return response


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Ask who is signed out to sign in; a form that they filled in waits for them."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Keep a form of this site; lead everybody else to the sign-in."""
        if (
            request.method == "POST"
            and is_own_form(request)
            and not request.headers.get("HX-Request")
        ):
            return keeps_what_was_typed(request, signed_out=True)
        answer: HttpResponseBase = super().handle_no_permission(request, view_func)
        return answer


class SendingMiddleware:
    """Say where to go on instead of leading there, to the script that sends a form.

    It shows how far a form has travelled (``static/src/js/sending.js``), and would follow a
    redirect without knowing: the next page would be asked for twice, its message seen by nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.headers.get("X-Sent-By") != "script" or not response.has_header("Location"):
            return response
        told = HttpResponse(status=204, headers={"X-Lead-To": response["Location"]})
        told.cookies = response.cookies
        return told


class DraftMiddleware:
    """Confirm a draft when its form was taken: the answer leads on to another page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        leads_on = response.status_code in (302, 303)
        if request.method == "POST" and leads_on and not _asks_who_it_is(response):
            confirm_draft(request, response)
        return response


def _asks_who_it_is(response: HttpResponseBase) -> bool:
    return response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


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
