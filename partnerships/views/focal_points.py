"""Focal points of one pairing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from partnerships.forms.focal_points import AppointFocalPoint
from partnerships.models import Pairing, PairingFocalPoint
from partnerships.operations import focal_points

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("partnerships.appoint_pairing_focal_point", Pairing)
def appoint(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Let somebody answer for one side of this pairing."""
    data = request.POST if request.method == "POST" else None
    form = AppointFocalPoint(data, pairing=pairing, user=request.user)
    if data is not None and form.is_valid():
        try:
            focal_points.appoint(pairing, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error("person", str(refused))
        else:
            messages.success(request, _("Focal point appointed."))
            return redirect(pairing)
    context = {"pairing": pairing, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/pairing_focal_point_form.html", context, status=status)


@require_POST
@access("partnerships.end_pairing_focal_point", PairingFocalPoint)
def end(request: SignedInRequest, focal_point: PairingFocalPoint) -> HttpResponse:
    """Let somebody no longer answer for one side of this pairing."""
    try:
        focal_points.end(focal_point, on=timezone.localdate(), by=request.user)
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Focal point ended."))
    return redirect(focal_point.pairing)
