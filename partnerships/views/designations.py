"""Designations: titles that one organization gives another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, access
from partnerships.forms.designations import WriteDesignation
from partnerships.models import Designation, Pairing
from partnerships.operations import designations

if TYPE_CHECKING:
    from django.http import HttpResponse

A_PAGE = 25
SIDES = ("conferred_by__country", "conferred_on__country")


@require_safe
@access("partnerships.view_designation")
def index(request: SignedInRequest) -> HttpResponse:
    """List the titles that the user may see, the newest first."""
    found = Designation.objects.visible_to(request.user).select_related(*SIDES)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnerships/designation_index.html", {"page": page})


@require_safe
@access("partnerships.view_designation", Designation)
def detail(request: SignedInRequest, designation: Designation) -> HttpResponse:
    """Show one title: who gave it, who holds it, what for."""
    pairings = Pairing.objects.visible_to(request.user)
    context = {
        "designation": designation,
        "pairing": pairings.filter(designations=designation).first(),
    }
    return render(request, "partnerships/designation_detail.html", context)


@require_http_methods(["GET", "POST"])
@access("partnerships.add_designation")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a title."""
    data = request.POST if request.method == "POST" else None
    form = WriteDesignation(data, user=request.user)
    if data is not None and form.is_valid():
        designation = designations.confer(**form.cleaned_data, by=request.user)
        messages.success(request, _("Designation added."))
        return redirect(designation)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_designation", Designation)
def edit(request: SignedInRequest, designation: Designation) -> HttpResponse:
    """Correct a title."""
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(designation, name) for name in WriteDesignation.base_fields}
    form = WriteDesignation(data, user=request.user, initial=initial)
    if data is not None and form.is_valid():
        designations.edit(designation, **form.cleaned_data, by=request.user)
        messages.success(request, _("Designation changed."))
        return redirect(designation)
    return _form_page(request, form, designation)


def _form_page(
    request: SignedInRequest, form: WriteDesignation, designation: Designation | None
) -> HttpResponse:
    context = {"form": form, "designation": designation}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/designation_form.html", context, status=status)
