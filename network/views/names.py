"""Other names of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from network.forms.names import NameForm
from network.models import Organization, OrganizationName
from network.operations import organizations

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def add(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Record another name under which the organization is found."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            organizations.also_call(organization, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The name was added."))
            return redirect(organization)
    context = {"form": form, "organization": organization}
    status = 422 if form.is_bound else 200
    return render(request, "network/name_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("network.remove_name", OrganizationName)
def remove(request: SignedInRequest, name: OrganizationName) -> HttpResponse:
    """Ask first, then take back a name that was recorded by mistake."""
    organization = name.organization
    if request.method == "POST":
        organizations.forget_name(name, by=request.user)
        messages.success(request, _("The name %(name)s was removed.") % {"name": name})
        return redirect(organization)
    context = {
        "organization": organization,
        "question": _("Remove the name %(name)s?") % {"name": name},
        "hint": _("Documents that use this name will no longer be linked by themselves."),
        "button": _("Remove the name"),
    }
    return render(request, "network/removal_form.html", context)
