"""What holds of every answer: it is its reader's alone, in their language and by their clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.access import confirm_draft, is_own_form, keeps_what_was_typed
from accounts.operations import sessions
from accounts.terms import HAS_SECOND_STEP, MUST_USE_TWO_STEPS

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


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


# What whoever still lacks a second step may open: how to get one, and the way out.
WITHOUT_SECOND_STEP = re.compile(
    r"mfa_\w+|account_(reauthenticate|logout)|accounts:logout|set_language"
)


SECOND_STEP_FIRST = _("You see data of many people. Set up a second step first, then all opens.")


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Say who is signed in: who was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its user, who is found out when somebody asks."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]


def _user(request: HttpRequest) -> Any:
    with sessions.asked_for_user(request.session):
        return middleware.get_user(request)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Ask who is signed out to sign in; a form that they filled in waits for them.

    Sessions end here that were not used for long or are old, and who must have a second step and
    has none is led to where they get one.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead elsewhere whoever may not open the page, whatever it is."""
        if not getattr(view_func, "login_required", True):
            return None
        if request.user.is_authenticated and _is_over(request):
            auth.logout(request)
        answer: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        if answer is None and settings.REQUIRE_TWO_STEP and _lacks_second_step(request):
            messages.warning(request, SECOND_STEP_FIRST)
            return redirect("mfa_index")
        return answer

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


def _is_over(request: HttpRequest) -> bool:
    """Say whether the session ran out; one that goes on is noted as used, each few minutes.

    Who somebody is gets asked only of a session that would run out for the strictest.
    """
    session: Any = request.session
    limits, now = settings.SESSION_LIMITS, timezone.now()
    if sessions.is_over(session, limits["all"], now=now):
        return True
    if sessions.is_over(session, limits["strict"], now=now) and _is_strict(request):
        return True
    if sessions.is_to_be_noted(session, now=now):
        session.modified = True
    return False


def _is_strict(request: HttpRequest) -> bool:
    return request.user.has_perm(MUST_USE_TWO_STEPS)


def _lacks_second_step(request: HttpRequest) -> bool:
    """Say whether they must set up a second step first; the session keeps that they have one."""
    if HAS_SECOND_STEP in request.session or not _is_strict(request):
        return False
    if get_mfa_adapter().is_mfa_enabled(request.user, SECOND_STEPS):
        request.session[HAS_SECOND_STEP] = True
        return False
    page = request.resolver_match and request.resolver_match.view_name
    return not WITHOUT_SECOND_STEP.fullmatch(page or "")


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
