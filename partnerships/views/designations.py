"""Designations: titles that one organization gives another."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, handle_form, sent
from core.lists import show_list
from partnerships.filters import DesignationFilter
from partnerships.forms.designations import WriteDesignation
from partnerships.models import Designation, Pairing
from partnerships.operations import designations
from partnerships.tables.papers import DesignationTable
from partnerships.terms.designations import DesignationTerms
from partnerships.views.places import in_designation, in_register, named_pairing

ADD = FormPage(
    title=_("Add a designation"),
    button=_("Save designation"),
    success=_("Designation added."),
    lede=_("A title that one organization gives another."),
)
EDIT = FormPage(
    title=_("Edit the designation"),
    button=_("Save designation"),
    success=_("Designation changed."),
)
SIDES = ("conferred_by__country", "conferred_on__country")


@shows("partnerships.view_designation")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the titles that the user may see, the newest first."""
    rows = Designation.objects.visible_to(request.user).select_related(*SIDES)
    filterset = DesignationFilter(request.GET, rows)
    table = DesignationTable(filterset.qs)
    return show_list(
        request, "partnerships/designation_index.html", filterset=filterset, table=table
    )


@shows("partnerships.view_designation", Designation)
def detail(request: SignedInRequest, designation: Designation) -> HttpResponse:
    """Show one title: who gave it, who holds it, what for."""
    pairings = Pairing.objects.visible_to(request.user)
    context = {
        "designation": designation,
        "pairing": pairings.filter(designations=designation).first(),
    }
    return render(request, "partnerships/designation_detail.html", context)


@asks("partnerships.add_designation")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a title."""
    initial = {"pairing": named_pairing(request)}
    form = WriteDesignation(**sent(request), user=request.user, initial=initial)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_register(_("Designations"), "designation")),
        save=lambda: designations.confer(form.terms(), by=request.user),
    )


@asks("partnerships.edit_designation", Designation)
def edit(request: SignedInRequest, designation: Designation) -> HttpResponse:
    """Correct a title."""
    form = WriteDesignation(
        **sent(request),
        user=request.user,
        designation=designation,
        initial=vars(DesignationTerms.of(designation)),
    )
    return handle_form(
        request,
        form=form,
        edits=designation,
        page=EDIT.at(in_designation(designation), lede=designation.title),
        save=lambda: designations.edit(designation, form.terms(), by=request.user),
    )
