"""The directory and the profile of an organization."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.db import key_in
from core.form_pages import FormPage, handle_form, sent
from core.htmx import partial
from core.lists import show_list
from network.filters import OrganizationFilter
from network.forms.organizations import DepartmentForm, OrganizationForm, ProfileForm, similar_to
from network.models import Country, Interest, Organization
from network.operations import organizations
from network.queries import profiles
from network.tables import SHEET, OrganizationTable
from network.views.places import in_directory, in_organization
from network.wording import profiles as profile_wording

FORM = "network/organization_form.html"
ADD = FormPage(
    title=_("Add an organization"),
    button=_("Add organization"),
    success=_("%(name)s is in the directory now."),
    lede=_("You need only the name and the kind. You can add the rest later."),
    template=FORM,
)
EDIT = FormPage(
    title=_("Edit profile"),
    button=_("Save profile"),
    success=_("Profile saved."),
    template=FORM,
)
ADD_DEPARTMENT = FormPage(
    title=_("Add a department"),
    button=_("Add department"),
    success=_("%(name)s is in the directory now."),
)


@shows("network.view_organization")
def index(request: SignedInRequest) -> HttpResponseBase:
    """Show the directory, narrowed by name, country, kind, area and pairing."""
    rows = (
        Organization.objects.visible_to(request.user)
        .with_details()
        .with_pairing_count(request.user)
        .prefetch_related(Prefetch("interests", Interest.objects.select_related("area")))
    )
    today = timezone.localdate()
    filterset = OrganizationFilter(request.GET, rows, today=today, user=request.user)
    return show_list(
        request,
        "network/organization_index.html",
        filterset=filterset,
        table=OrganizationTable(filterset.qs),
        file=("directory", SHEET),
    )


@shows("network.view_organization", Organization)
def detail(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Show the profile of an organization."""
    today, user = timezone.localdate(), request.user
    may_edit = user.has_perm("network.change_organization", organization)
    completeness = profiles.completeness(organization) if may_edit else {}
    steps = profile_wording.steps(organization, completeness)
    context = {
        "organization": organization,
        "departments": organization.departments.with_details(),
        "names": organization.names.all(),
        "interests": organization.interests.select_related("area"),
        "colleagues": profiles.colleagues(organization, reader=user, on=today),
        "focal_points": profiles.focal_points(organization, reader=user, on=today),
        "steps": steps,
        "steps_done": sum(step.done for step in steps),
        "may_edit": may_edit,
        "may_see_contacts": user.has_perm("network.view_contact_details"),
    }
    return render(request, "network/organization_detail.html", context)


@asks("network.add_organization")
def add(request: SignedInRequest) -> HttpResponse:
    """Write a new organization into the directory; warn once of similar ones."""
    initial = {"name": request.GET.get("name", "")}
    form = OrganizationForm(**sent(request), initial=initial, user=request.user)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_directory()),
        save=lambda: organizations.add(form.terms(), by=request.user),
        **_around(form, None),
    )


@asks("network.change_organization", Organization)
def edit(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Change a profile; the name, the kind and the country are for the ILO."""
    whole = request.user.has_perm("network.rename_organization", organization)
    kind: type[ProfileForm] = OrganizationForm if whole else ProfileForm
    # The form writes into its instance; the page keeps the name as it is stored.
    stored = Organization.objects.with_details().get(pk=organization.pk)
    form = kind(**sent(request), instance=stored, user=request.user)
    place = in_organization(organization, draft=f"organization-{organization.pk}")
    return handle_form(
        request,
        form=form,
        edits=organization,
        page=EDIT.at(place),
        save=lambda: organizations.edit(organization, form.terms(), by=request.user),
        **_around(form, organization),
    )


@asks("network.change_organization", Organization)
def add_department(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Add a department or a centre of an organization."""
    form = DepartmentForm(**sent(request))
    return handle_form(
        request,
        form=form,
        page=ADD_DEPARTMENT.at(in_organization(organization)),
        save=lambda: organizations.add(form.terms(organization), by=request.user),
        then=organization,
    )


@shows("network.add_organization")
def similar(request: SignedInRequest) -> HttpResponse:
    """Show the organizations whose name is like the one being typed."""
    country = _country(request.GET.get("country", ""))
    matches = similar_to(
        request.GET.get("name", ""),
        by=request.user,
        acronym=request.GET.get("acronym", ""),
        country=country,
    )
    template = partial(request, "network/organization_similar.html", "similar")
    return render(request, template, {"similar": matches})


def _around(form: ProfileForm, organization: Organization | None) -> dict[str, Any]:
    """Return what the page of an organization shows around the fields."""
    # What is similar is found when the form is judged.
    form.is_valid()
    return {
        "organization": organization,
        "is_whole": isinstance(form, OrganizationForm),
        "similar": form.similar,
    }


def _country(key: str) -> Country | None:
    number = key_in(key)
    return None if number is None else Country.objects.filter(pk=number).first()
