"""The profile of the signed-in user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.operations import users

if TYPE_CHECKING:
    from django.http import HttpResponse


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


def _page(request: SignedInRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/profile.html", {"form": form}, status=status)
