"""The profile of the signed-in user, where they are signed in, and the way out."""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import wording
from accounts.access import SignedInRequest, asks, keeps_what_was_typed, open_to_all
from accounts.enums import AccountEventKind
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.operations import sessions, users
from core.form_pages import FormPage, attempt, handle_act, sent, show_form, show_saved

PROFILE = FormPage(
    title=_("My profile"),
    button=_("Save profile"),
    success=_("Profile saved."),
    template="accounts/profile.html",
)


@asks("accounts.change_profile")
def profile(request: SignedInRequest) -> HttpResponse:
    """Show and change one's own name, language and clock."""
    # The form writes what was typed into its instance: the page keeps the stored user.
    form = ProfileForm(**sent(request), instance=User.objects.get(pk=request.user.pk))
    saved = attempt(
        form,
        lambda: users.edit(
            request.user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            time_zone=form.cleaned_data["time_zone"],
            by=request.user,
        ),
    )
    if saved is None:
        return show_form(request, form=form, page=PROFILE)
    response = show_saved(
        request, PROFILE.success, name=request.user, then=reverse("accounts:profile")
    )
    # A language chosen on this device would win over the one that was just chosen for all.
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response


@asks("accounts.change_profile")
def own_sessions(request: SignedInRequest) -> HttpResponse:
    """Show where one is signed in, and end that: for one device, or for all others."""
    here = request.session.session_key
    if request.method == "POST":
        return _end(request, request.POST.get("end", ""))
    open_ones = request.user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at")
    rows = [
        (each, place.network, wording.device(place.agent), each.pk == here)
        for each in open_ones
        for place in [sessions.placed(each)]
    ]
    rows.sort(key=lambda row: not row[-1])
    return render(request, "accounts/sessions.html", {"rows": rows})


def _end(request: SignedInRequest, which: str) -> HttpResponse:
    def end_others() -> None:
        sessions.end_all(request.user, but=request.session.session_key)
        get_adapter().note(request, request.user, AccountEventKind.SIGNED_OUT_EVERYWHERE)

    act, success = (
        (end_others, _("You are signed out on all other devices."))
        if which == "others"
        else (lambda: sessions.end(request.user, which), _("That device is signed out."))
    )
    return handle_act(request, act, success=success, then=reverse("accounts:sessions"))


@require_http_methods(["GET", "POST"])
@open_to_all("who is signed out already is led away")
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out; drafts that the browser kept do not stay behind on a shared computer."""
    response: HttpResponse = allauth_views.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Keep a form whose token is not the one of this session: it was opened before a sign-in."""
    return keeps_what_was_typed(request, signed_out=not request.user.is_authenticated)
