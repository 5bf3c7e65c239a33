"""Pairings: the list, one pairing, and moving it through its life."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, handle_form, sent, show_form, show_saved
from core.htmx import partial
from core.lists import show_list
from core.wall import beyond_the_reader
from network.models import Organization
from partnerships.filters import PairingFilter
from partnerships.forms.pairings import ClosePairing, EditPairing, MovePairing, Sides, StartPairing
from partnerships.models import Pairing
from partnerships.operations import pairings
from partnerships.queries import pairings as pairing_queries
from partnerships.tables.pairings import PairingTable
from partnerships.terms.pairings import PairingPartyTerms, PairingTerms
from partnerships.views.places import in_pairing, in_register
from partnerships.wording import pairings as pairing_wording

START = FormPage(
    title=_("Start a pairing"),
    button=_("Start the pairing"),
    success=_("Pairing started."),
    lede=_("Choose two institutions or more. You can add the rest later."),
    template="partnerships/pairing_start.html",
)
EDIT = FormPage(
    title=_("Change the pairing"),
    success=_("Pairing changed."),
    template="partnerships/pairing_form.html",
)
MOVE = FormPage(
    title=_("Move the pairing to another phase"),
    success=_("Phase changed."),
    refused_at="reason",
)
CLOSE = FormPage(
    title=_("Close the pairing"),
    button=_("Close the pairing"),
    success=_("Pairing closed."),
    lede=_("Its page and its history stay. We do not ask about it any more."),
    refused_at="reason",
)


@shows("partnerships.view_pairing")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the pairings that the user may see, the most urgent first."""
    today = timezone.localdate()
    everything = Pairing.objects.visible_to(request.user)
    filterset = PairingFilter(request.GET, everything, today=today)
    found = filterset.qs
    table = PairingTable(pairing_queries.listed(found, today=today), today=today)
    if filterset.narrows:
        found = Pairing.objects.filter(pk__in=found.values("pk"))
    return show_list(
        request,
        "partnerships/pairing_index.html",
        filterset=filterset,
        table=table,
        first=lambda number: pairing_queries.most_urgent(found, number, today=today),
        today=today,
    )


@shows("partnerships.view_pairing", Pairing)
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


@asks("partnerships.start_pairing")
def start(request: SignedInRequest) -> HttpResponse:
    """Pair institutions; a pairing of the same sides warns once and lets through."""
    if "add_sides" in request.POST:
        return _start_page(
            request, StartPairing.typed(request.POST, user=request.user), _longer(request)
        )
    form = StartPairing(**sent(request), user=request.user)
    sides = Sides(**sent(request), prefix="sides", user=request.user)
    if not (form.is_valid() & sides.is_valid()):
        return _start_page(request, form, sides)
    parties: list[PairingPartyTerms] = sides.terms()
    chosen = [party.organization for party in parties]
    similar = pairing_queries.of_same_parties(chosen, user=request.user)
    if similar and form.cleaned_data["confirmed"] != _names(similar):
        return _start_page(request, form, sides, similar=similar)
    phase = form.cleaned_data["phase"]
    with beyond_the_reader():
        pairing = pairings.start(form.terms(), parties=parties, phase=phase, by=request.user)
    return show_saved(request, START.success, name=pairing, then=pairing)


@asks("partnerships.edit_pairing", Pairing)
def edit(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Correct what is written of a pairing and the roles of its sides."""
    initial = vars(PairingTerms.of(pairing))
    form = EditPairing(**sent(request), pairing=pairing, user=request.user, initial=initial)
    return handle_form(
        request,
        form=form,
        edits=pairing,
        page=EDIT.at(in_pairing(pairing, draft="edit")),
        save=lambda: pairings.edit(
            pairing, form.terms(), parties=form.parties_terms(), by=request.user
        ),
    )


@asks("partnerships.move_pairing", Pairing)
def move(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Bring a pairing into another phase."""
    form, on = MovePairing(**sent(request), pairing=pairing), timezone.localdate()
    return handle_form(
        request,
        form=form,
        page=MOVE.at(in_pairing(pairing)),
        save=lambda: pairings.move(
            pairing,
            phase=form.cleaned_data["phase"],
            reason=form.cleaned_data["reason"],
            on=on,
            by=request.user,
        ),
    )


@asks("partnerships.close_pairing", Pairing)
def close(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """End a pairing, as planned or early."""
    form = ClosePairing(**sent(request), initial={"on": timezone.localdate()})
    return handle_form(
        request,
        form=form,
        page=CLOSE.at(in_pairing(pairing)),
        save=lambda: pairings.close(pairing, form.ending(), by=request.user),
    )


@shows("network.view_organization", Organization)
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


def _names(similar: Sequence[Pairing]) -> str:
    """Return what the form sends back when the user has seen these pairings."""
    return ",".join(str(pairing.pk) for pairing in similar)


def _longer(request: SignedInRequest) -> Any:
    return Sides.longer(request.POST, prefix="sides", user=request.user)


def _start_page(
    request: SignedInRequest, form: StartPairing, sides: Any, *, similar: Sequence[Pairing] = ()
) -> HttpResponse:
    page = START.at(in_register(_("Pairings"), "pairing"))
    context = {"sides": sides, "similar": similar, "seen": _names(similar)}
    return show_form(request, form=form, page=page, **context)
