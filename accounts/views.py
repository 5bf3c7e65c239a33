"""The profile of the signed-in user, where they are signed in, and the way out."""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import wording
from accounts.access import (
    SignedInRequest,
    asks,
    is_own_form,
    keeps_what_was_typed,
    open_to_all,
    private,
    shows,
)
from accounts.enums import AccountEventKind
from accounts.filters import AccountEventFilter
from accounts.forms import FirstPasswordForm, ProfileForm
from accounts.models import AccountEvent, ActionLink, User
from accounts.operations import invitations, links, sessions, users
from accounts.tables import AccountEventTable
from core.form_pages import FormPage, attempt, handle_act, sent, show_form, show_saved
from core.lists import show_list

PROFILE = FormPage(
    title=_("My profile"),
    button=_("Save profile"),
    success=_("Profile saved."),
    template="accounts/profile.html",
)


SET_PASSWORD = FormPage(
    title=_("Set your password"),
    button=_("Save the password"),
    success=_("Password saved. Sign in with it now."),
    template="accounts/invitation_accept.html",
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


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("the secret token in the address authorises")
@private
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person set their first password, and go on signed in.

    GET changes nothing: mail scanners open every link.
    """
    if links.is_cut(token):
        return render(request, "followup/mailed_link_cut.html", status=404)
    link, now = invitations.find(token), timezone.now()
    holder = link.holder if link else None
    if link is None or not isinstance(holder, User):
        facts = {"is_accepted": False, "host": None}
        return render(request, "accounts/invitation_over.html", facts, status=410)
    with translation.override(holder.language):
        if not invitations.is_open(link, holder, now=now):
            return _invitation_over(request, link, holder)
        form = FirstPasswordForm(**sent(request), user=holder)
        saved = attempt(
            form,
            lambda: invitations.accept(link, password=form.cleaned_data["password1"], now=now),
        )
        if saved is None:
            return show_form(request, form=form, page=SET_PASSWORD)
        return _go_on(request, saved.record)


def _invitation_over(request: HttpRequest, link: ActionLink, user: User) -> HttpResponse:
    """Say what to do instead, and whom to ask."""
    host = link.issued_by if link.issued_by and link.issued_by.is_active else None
    facts = {"is_accepted": user.has_usable_password() and user.is_active, "host": host}
    return render(request, "accounts/invitation_over.html", facts, status=410)


def _go_on(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in by the form of this site alone: another's would sign its reader in as a stranger."""
    if is_own_form(request):
        response: HttpResponse = perform_login(request, user)
        return response
    return show_saved(request, SET_PASSWORD.success, name=user, then=settings.LOGIN_URL)


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


@shows("accounts.view_account_events")
def log(request: SignedInRequest) -> HttpResponseBase:
    """List what happened to all accounts, the latest first."""
    found = AccountEvent.objects.select_related("user", "by").order_by("-at", "-pk")
    filterset = AccountEventFilter(request.GET, found)
    table = AccountEventTable(filterset.qs, zone=request.user.time_zone)
    return show_list(request, "accounts/log.html", filterset=filterset, table=table)


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
