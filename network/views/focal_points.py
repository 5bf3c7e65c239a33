"""Who answers for an organization, and how that passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from network.forms.focal_points import AppointForm, HandOverForm
from network.models import FocalPoint, Organization
from network.operations import focal_points

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def appoint(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Name a focal point from the people of the organization."""
    data = request.POST if request.method == "POST" else None
    today = {"on": timezone.localdate()}
    form = AppointForm(data, initial=today, user=request.user, organization=organization)
    if form.is_valid():
        try:
            focal_points.appoint(organization, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            name = form.cleaned_data["person"]
            messages.success(request, _("%(name)s was named focal point.") % {"name": name})
            return redirect(organization)
    context = {"form": form, "organization": organization}
    status = 422 if form.is_bound else 200
    return render(request, "network/focal_point_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("network.hand_over_focal_point", FocalPoint)
def hand_over(request: SignedInRequest, focal_point: FocalPoint) -> HttpResponse:
    """Let another person answer from a day on, or nobody yet."""
    data = request.POST if request.method == "POST" else None
    today = {"on": timezone.localdate()}
    form = HandOverForm(data, initial=today, user=request.user, focal_point=focal_point)
    if form.is_valid():
        try:
            focal_points.pass_on(focal_point, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The hand-over was saved."))
            return redirect(focal_point.organization)
    context = {
        "form": form,
        "focal_point": focal_point,
        "organization": focal_point.organization,
    }
    status = 422 if form.is_bound else 200
    return render(request, "network/hand_over_form.html", context, status=status)
