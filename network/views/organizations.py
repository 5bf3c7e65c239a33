"""The directory and the profile of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.csv_rows import rows_as_csv
from core.db import key_in
from core.errors import DomainError
from core.htmx import partial
from network.filters import OrganizationFilter
from network.forms.organizations import DepartmentForm, OrganizationForm, ProfileForm, similar_to
from network.models import Country, Organization
from network.operations import organizations
from network.queries import profiles
from network.tables import OrganizationTable

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 25


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
    steps = profiles.completeness(organization) if may_edit else []
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
    asked = {"user": request.user, "now": timezone.now()}
    if request.method != "POST":
        form = OrganizationForm(initial={"name": request.GET.get("name", "")}, **asked)
        return _form_page(request, form, None)
    form = OrganizationForm(request.POST, **asked)
    if form.is_valid():
        try:
            organization = organizations.add(**form.facts(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": organization})
            return redirect(organization)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def edit(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Change a profile; the name, the kind and the country are for the ILO."""
    whole = request.user.has_perm("network.rename_organization", organization)
    kind: type[ProfileForm] = OrganizationForm if whole else ProfileForm
    asked: dict[str, Any] = {"user": request.user, "now": timezone.now()}
    # The form writes into its instance; the page keeps the name as it is stored.
    asked["instance"] = Organization.objects.with_details().get(pk=organization.pk)
    if request.method != "POST":
        return _form_page(request, kind(**asked), organization)
    form = kind(request.POST, **asked)
    if form.is_valid():
        try:
            organizations.edit(organization, by=request.user, **form.facts())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The profile was saved."))
            return redirect(organization)
    return _form_page(request, form, organization)


@require_http_methods(["GET", "POST"])
@access("network.change_organization", Organization)
def add_department(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Add a department or a centre of an organization."""
    form = DepartmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = {**form.cleaned_data, "country": organization.country, "parent": organization}
        facts["is_member"] = organization.is_member
        try:
            department = organizations.add(**facts, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": department})
            return redirect(organization)
    context = {"form": form, "organization": organization}
    status = 422 if form.is_bound else 200
    return render(request, "network/department_form.html", context, status=status)


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


def _form_page(
    request: SignedInRequest, form: ProfileForm, organization: Organization | None
) -> HttpResponse:
    context = {
        "form": form,
        "organization": organization,
        "is_whole": isinstance(form, OrganizationForm),
        "similar": form.similar,
    }
    status = 422 if form.is_bound else 200
    return render(request, "network/organization_form.html", context, status=status)


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
