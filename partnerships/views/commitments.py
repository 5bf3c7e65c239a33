"""Agreed areas: the list, one of them, and writing them down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from core.htmx import partial
from partnerships.enums import CommitmentState
from partnerships.filters import CommitmentFilter
from partnerships.filters.described import described
from partnerships.forms.commitments import CloseCommitment, WriteCommitment
from partnerships.models import Commitment, Pairing
from partnerships.operations import commitments
from partnerships.queries import updates
from partnerships.tables.commitments import CommitmentTable

if TYPE_CHECKING:
    from django.http import HttpResponse

A_PAGE = 25


@require_safe
@access("partnerships.view_commitment")
def index(request: SignedInRequest) -> HttpResponse:
    """List what was agreed in the pairings that the user may see."""
    today = timezone.localdate()
    everything = Commitment.objects.visible_to(request.user)
    filterset = CommitmentFilter(request.GET, everything, today=today)
    found = filterset.qs.select_related("pairing", "area")
    table = CommitmentTable(found.order_by("-agreed_on", "pk"), today=today)
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    template = partial(request, "partnerships/commitment_index.html", "results")
    return render(
        request,
        template,
        {"filterset": filterset, "described": described(filterset), "table": table},
    )


@require_safe
@access("partnerships.view_commitment", Commitment)
def detail(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Show one agreed area with its actions and updates."""
    today = timezone.localdate()
    context = {
        "commitment": commitment,
        "pairing": commitment.pairing,
        "state": CommitmentState(commitment.state),
        "is_late": commitment.is_late(today),
        "actions": commitment.actions.select_related("organization", "person"),
        "updates": commitment.updates.current().select_related(*updates.DETAILS),
        "today": today,
    }
    return render(request, "partnerships/commitment_detail.html", context)


@require_http_methods(["GET", "POST"])
@access("partnerships.add_commitment", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Write down an agreed area."""
    data = request.POST if request.method == "POST" else None
    form = WriteCommitment(data, pairing=pairing)
    if data is not None and form.is_valid():
        try:
            commitments.agree(pairing, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Agreed area added."))
            return redirect(pairing)
    context = {"pairing": pairing, "commitment": None, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/commitment_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_commitment", Commitment)
def edit(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Correct an agreed area."""
    pairing = commitment.pairing
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(commitment, name) for name in WriteCommitment.base_fields}
    form = WriteCommitment(data, pairing=pairing, initial=initial)
    if data is not None and form.is_valid():
        try:
            commitments.edit(commitment, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Agreed area changed."))
            return redirect(commitment)
    context = {"pairing": pairing, "commitment": commitment, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/commitment_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.close_commitment", Commitment)
def close(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Say how an agreed area ended."""
    data = request.POST if request.method == "POST" else None
    form = CloseCommitment(data, initial={"on": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            commitments.close(commitment, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Agreed area closed."))
            return redirect(commitment)
    context = {"commitment": commitment, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/commitment_close.html", context, status=status)
