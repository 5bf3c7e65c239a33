"""The profile of the signed-in user, and the way out."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, asks, keeps_what_was_typed, open_to_all
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.operations import users
from core.form_pages import FormPage, attempt, sent, show_form, show_saved

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
