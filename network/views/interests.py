"""What an organization looks for and can offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from network.forms.interests import InterestForm
from network.models import Interest, Organization
from network.operations import interests

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def add(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Record a need or an offer."""
    initial = {"kind": request.GET.get("kind", "")}
    form = InterestForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            interests.state(organization, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The list was saved."))
            return redirect(organization)
    context = {"form": form, "organization": organization}
    status = 422 if form.is_bound else 200
    return render(request, "network/interest_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("network.withdraw_interest", Interest)
def remove(request: SignedInRequest, interest: Interest) -> HttpResponse:
    """Ask first, then take a need or an offer off the list."""
    organization = interest.organization
    if request.method == "POST":
        interests.withdraw(interest, by=request.user)
        messages.success(request, _("%(area)s was taken off the list.") % {"area": interest.area})
        return redirect(organization)
    context = {
        "organization": organization,
        "question": _("Take %(area)s off the list?") % {"area": interest.area},
        "hint": _("The history keeps it."),
        "button": _("Take it off the list"),
    }
    return render(request, "network/removal_form.html", context)
