"""The directory and the profile of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.csv_rows import rows_as_csv
from core.db import key_in
from core.form_pages import FormPage, handle_form, sent
from core.htmx import partial
from network.filters import OrganizationFilter
from network.forms.organizations import DepartmentForm, OrganizationForm, ProfileForm, similar_to
from network.models import Country, Organization
from network.operations import organizations
from network.queries import profiles
from network.tables import OrganizationTable
from network.views.places import in_directory, in_organization
from network.wording import profiles as profile_wording

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 25
FORM = "network/organization_form.html"
ADD = FormPage(
    title=gettext_lazy("Add an organization"),
    button=gettext_lazy("Add organization"),
    success=gettext_lazy("%(name)s was added."),
    lede=gettext_lazy("Only the name and the kind are needed. You can add the rest later."),
    template=FORM,
)
EDIT = FormPage(
    title=gettext_lazy("Edit profile"),
    button=gettext_lazy("Save profile"),
    success=gettext_lazy("The profile was saved."),
    template=FORM,
)
ADD_DEPARTMENT = FormPage(
    title=gettext_lazy("Add a department"),
    button=gettext_lazy("Add department"),
    success=gettext_lazy("%(name)s was added."),
    template="network/department_form.html",
)


@require_safe
@access("network.view_organization")
def index(request: SignedInRequest) -> HttpResponse:
    """Show the directory, narrowed by name, country, kind, area and pairing."""
    rows = (
        Organization.objects.visible_to(request.user)
        .with_details()
        .with_pairing_count()
        .prefetch_related("interests__area")
    )
    found = OrganizationFilter(request.GET, rows)
    if request.GET.get("format") == "csv":
        return _as_csv(found.qs)
    table = OrganizationTable(found.qs)
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    query = request.GET.copy()
    query["format"] = "csv"
    template = partial(request, "network/organization_index.html", "results")
    context = {"filter": found, "table": table, "csv_url": f"?{query.urlencode()}"}
    return render(request, template, context)


@require_safe
@access("network.view_organization", Organization)
def detail(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Show the profile of an organization."""
    today, user = timezone.localdate(), request.user
    may_edit = user.has_perm("network.change_organization", organization)
    said = profiles.completeness(organization) if may_edit else {}
    steps = profile_wording.steps(organization, said)
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


@require_http_methods(["GET", "POST"])
@access("network.add_organization")
def add(request: SignedInRequest) -> HttpResponse:
    """Write a new organization into the directory; warn once of similar ones."""
    initial = {"name": request.GET.get("name", "")}
    form = OrganizationForm(**sent(request), initial=initial, user=request.user, now=timezone.now())
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_directory()),
        save=lambda: organizations.add(form.terms(), by=request.user),
        **_around(form, None),
    )


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def edit(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Change a profile; the name, the kind and the country are for the ILO."""
    whole = request.user.has_perm("network.rename_organization", organization)
    kind: type[ProfileForm] = OrganizationForm if whole else ProfileForm
    # The form writes into its instance; the page keeps the name as it is stored.
    stored = Organization.objects.with_details().get(pk=organization.pk)
    form = kind(**sent(request), instance=stored, user=request.user, now=timezone.now())
    place = in_organization(organization, draft=f"organization-{organization.pk}")
    return handle_form(
        request,
        form=form,
        page=EDIT.at(place),
        save=lambda: organizations.edit(organization, form.terms(), by=request.user),
        **_around(form, organization),
    )


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
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


@require_safe
@access("network.add_organization")
def similar(request: SignedInRequest) -> HttpResponse:
    """Show the organizations whose name is like the one being typed."""
    country = _country(request.GET.get("country", ""))
    found = similar_to(
        request.GET.get("name", ""), acronym=request.GET.get("acronym", ""), country=country
    )
    template = partial(request, "network/organization_similar.html", "similar")
    return render(request, template, {"similar": found})


def _around(form: ProfileForm, organization: Organization | None) -> dict[str, Any]:
    """Return what the page of an organization shows around the fields."""
    # What is similar is found when the form is judged.
    form.is_valid()
    return {
        "organization": organization,
        "is_whole": isinstance(form, OrganizationForm),
        "similar": form.similar,
    }


def _as_csv(rows: Iterable[Organization]) -> HttpResponse:
    head = [
        _("Name"),
        _("Acronym"),
        _("Name in the local script"),
        _("Kind"),
        _("Country"),
        _("City"),
        _("Part of"),
        _("Member of the network"),
        _("Looks for"),
        _("Can offer"),
        _("Pairings"),
        _("Website"),
    ]
    file = rows_as_csv(head, (_csv_row(row) for row in rows))
    response = HttpResponse(file, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="directory.csv"'
    return response


def _csv_row(row: Any) -> list[object]:
    interests = row.interests.all()
    return [
        row.name,
        row.acronym,
        row.local_name,
        row.kind,
        row.country,
        row.city,
        row.parent,
        _("Yes") if row.is_member else _("No"),
        "; ".join(str(one.area) for one in interests if one.kind == "need"),
        "; ".join(str(one.area) for one in interests if one.kind == "offer"),
        row.pairing_count,
        row.website,
    ]


def _country(key: str) -> Country | None:
    number = key_in(key)
    return None if number is None else Country.objects.filter(pk=number).first()
