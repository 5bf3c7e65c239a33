"""Pairings: the list, one pairing, and moving it through its life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from core.htmx import partial
from network.models import Organization
from partnerships.filters import PairingFilter
from partnerships.filters.described import described
from partnerships.forms.pairings import ClosePairing, EditPairing, MovePairing, Sides, StartPairing
from partnerships.models import Pairing
from partnerships.operations import pairings
from partnerships.queries import pairings as pairing_queries
from partnerships.tables.pairings import PairingTable
from partnerships.wording import pairings as pairing_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

A_PAGE = 25


@require_safe
@access("partnerships.view_pairing")
def index(request: SignedInRequest) -> HttpResponse:
    """List the pairings that the user may see, the most urgent first."""
    today = timezone.localdate()
    everything = Pairing.objects.visible_to(request.user)
    filterset = PairingFilter(request.GET, everything, today=today)
    table = PairingTable(pairing_queries.listed(filterset.qs, today=today), today=today)
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    template = partial(request, "partnerships/pairing_index.html", "results")
    context = {
        "filterset": filterset,
        "described": described(filterset),
        "table": table,
        "today": today,
    }
    return render(request, template, context)


@require_safe
@access("partnerships.view_pairing", Pairing)
def detail(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Show everything about one pairing."""
    today = timezone.localdate()
    page = pairing_queries.page(pairing, user=request.user, today=today)
    context = {
        "page": page,
        "pairing": page.pairing,
        "status": pairing_wording.status(page.standing),
        "today": today,
    }
    return render(request, "partnerships/pairing_detail.html", context)


@require_http_methods(["GET", "POST"])
@access("partnerships.start_pairing")
def start(request: SignedInRequest) -> HttpResponse:
    """Pair institutions; a pairing of the same sides warns once and lets through."""
    if request.method != "POST":
        return _start_page(request, StartPairing(), _sides(request))
    if "add_sides" in request.POST:
        return _start_page(request, *_with_another_row(request))
    form, sides = StartPairing(request.POST), _sides(request, data=request.POST)
    if not (form.is_valid() & sides.is_valid()):
        return _start_page(request, form, sides, status=422)
    similar = pairing_queries.of_same_parties(sides.roles, user=request.user)
    if similar and form.cleaned_data["confirmed"] != _names(similar):
        return _start_page(request, form, sides, similar=similar, status=422)
    pairing = pairings.start(
        organizations=sides.roles, roles=sides.roles, **form.facts, by=request.user
    )
    messages.success(request, _("Pairing started."))
    return redirect(pairing)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_pairing", Pairing)
def edit(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Correct what is written of a pairing and the roles of its sides."""
    initial = {name: getattr(pairing, name) for name in _EDITED}
    data = request.POST if request.method == "POST" else None
    form = EditPairing(data, pairing=pairing, initial=initial)
    if data is not None and form.is_valid():
        pairings.edit(pairing, **form.changes, by=request.user)
        for organization, role in form.roles.items():
            pairings.join(pairing, organization=organization, role=role, by=request.user)
        messages.success(request, _("Pairing changed."))
        return redirect(pairing)
    context = {"pairing": pairing, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/pairing_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.move_pairing", Pairing)
def move(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Bring a pairing into another phase."""
    data = request.POST if request.method == "POST" else None
    form = MovePairing(data, pairing=pairing)
    if data is not None and form.is_valid():
        try:
            on = timezone.localdate()
            pairings.move(pairing, **form.cleaned_data, on=on, by=request.user)
        except DomainError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Phase changed."))
            return redirect(pairing)
    context = {"pairing": pairing, "form": form, "closes": False}
    status = 200 if data is None else 422
    return render(request, "partnerships/pairing_phase.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.close_pairing", Pairing)
def close(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """End a pairing, as planned or early."""
    data = request.POST if request.method == "POST" else None
    form = ClosePairing(data, initial={"on": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            pairings.close(pairing, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Pairing closed."))
            return redirect(pairing)
    context = {"pairing": pairing, "form": form, "closes": True}
    status = 200 if data is None else 422
    return render(request, "partnerships/pairing_phase.html", context, status=status)


@require_safe
@access("network.view_organization", Organization)
def of_organization(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Show the pairings of one organization: a part of its profile."""
    today = timezone.localdate()
    own = Pairing.objects.visible_to(request.user).filter(parties__organization=organization)
    rows = [
        (pairing, pairing_wording.status(pairing_queries.standing(pairing, today=today)))
        for pairing in pairing_queries.listed(own, today=today)
    ]
    template = partial(request, "partnerships/pairing_of_organization.html", "pairings")
    return render(request, template, {"organization": organization, "rows": rows})


_EDITED = ("programme", "started_on", "title", "rhythm_days", "note")


def _names(similar: Sequence[Pairing]) -> str:
    """Return what the form sends back when the user has seen these pairings."""
    return ",".join(str(pairing.pk) for pairing in similar)


def _sides(request: SignedInRequest, **options: Any) -> Any:
    return Sides(**options, prefix="sides", form_kwargs={"user": request.user})


def _start_page(
    request: SignedInRequest,
    form: StartPairing,
    sides: Any,
    *,
    similar: Sequence[Pairing] = (),
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "sides": sides, "similar": similar, "seen": _names(similar)}
    return render(request, "partnerships/pairing_start.html", context, status=status)


def _with_another_row(request: SignedInRequest) -> tuple[StartPairing, Any]:
    """Return the forms as they were typed, not judged yet, with one row more."""
    typed = request.POST
    rows = [
        {name: typed.get(f"sides-{number}-{name}", "") for name in ("organization", "role")}
        for number in range(_sides(request, data=typed).total_form_count())
    ]
    form = StartPairing(initial={name: typed.get(name) for name in StartPairing.base_fields})
    return form, _sides(request, initial=[*rows, {}])
