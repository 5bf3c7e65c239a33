"""Focal points of one pairing."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks
from core.form_pages import FormPage, handle_act, handle_form, sent
from partnerships.forms.focal_points import AppointFocalPoint
from partnerships.models import Pairing, PairingFocalPoint
from partnerships.operations import focal_points
from partnerships.views.places import in_pairing

APPOINT = FormPage(
    title=_("Add a focal point for this pairing"),
    button=_("Add the focal point"),
    success=_("Focal point added."),
    lede=_(
        "Mails about this pairing then go to this person. The focal point of the institution "
        "does not get them."
    ),
    refused_at="person",
)


@asks("partnerships.appoint_pairing_focal_point", Pairing)
def appoint(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Let somebody answer for one side of this pairing."""
    form = AppointFocalPoint(**sent(request), pairing=pairing, user=request.user)
    return handle_form(
        request,
        form=form,
        page=APPOINT.at(in_pairing(pairing)),
        save=lambda: focal_points.appoint(
            pairing,
            organization=form.cleaned_data["organization"],
            person=form.cleaned_data["person"],
            on=form.cleaned_data["on"],
            by=request.user,
        ),
        then=pairing,
    )


@acts("partnerships.end_pairing_focal_point", PairingFocalPoint)
def end(request: SignedInRequest, focal_point: PairingFocalPoint) -> HttpResponse:
    """Let somebody no longer answer for one side of this pairing."""
    return handle_act(
        request,
        lambda: focal_points.end(focal_point, on=timezone.localdate(), by=request.user),
        success=_("Focal point ended."),
        then=focal_point.pairing,
    )
