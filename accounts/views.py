"""The profile of the signed-in user, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access, open_to_all
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.operations import users

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
@access("accounts.change_profile")
def profile(request: SignedInRequest) -> HttpResponse:
    """Show and change one's own name, language and clock."""
    if request.method != "POST":
        return _page(request, ProfileForm(instance=request.user))
    # The form writes what was typed into its instance: the page keeps the stored user.
    form = ProfileForm(request.POST, instance=User.objects.get(pk=request.user.pk))
    if not form.is_valid():
        return _page(request, form, status=422)
    users.edit(request.user, **form.cleaned_data, by=request.user)
    messages.success(request, _("Your profile was saved."))
    response = redirect("accounts:profile")
    # A language chosen on this device would win over the one that was just chosen for all.
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response


@require_http_methods(["GET", "POST"])
@open_to_all("who is signed out already is led away")
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out; drafts that the browser kept do not stay behind on a shared computer."""
    response: HttpResponse = allauth_views.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"storage"'
    return response


def _page(request: SignedInRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/profile.html", {"form": form}, status=status)
