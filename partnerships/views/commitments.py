"""Agreed areas: the list, one of them, and writing them down."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, handle_form, sent
from core.lists import show_list
from partnerships.filters import CommitmentFilter
from partnerships.forms.commitments import WriteCommitment
from partnerships.forms.endings import CloseCommitment
from partnerships.models import Commitment, Pairing
from partnerships.operations import commitments, due_items
from partnerships.queries import comments, updates
from partnerships.tables.due_items import CommitmentTable
from partnerships.terms.commitments import CommitmentTerms
from partnerships.views.places import in_due_item, in_pairing

FORM = "partnerships/commitment_form.html"
ADD = FormPage(
    title=_("Add an agreed area"),
    success=_("Agreed area added."),
    lede=_("You need only the area. You can add the rest later."),
    template=FORM,
)
EDIT = FormPage(title=_("Change the agreed area"), success=_("Agreed area changed."), template=FORM)
CLOSE = FormPage(
    title=_("Close the agreed area"),
    success=_("Agreed area closed."),
    refused_at="reason",
)


@shows("partnerships.view_commitment")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List what was agreed in the pairings that the user may see."""
    today = timezone.localdate()
    everything = Commitment.objects.visible_to(request.user)
    filterset = CommitmentFilter(request.GET, everything, today=today, user=request.user)
    rows = filterset.qs.select_related("pairing", "area")
    table = CommitmentTable(rows.order_by("-agreed_on", "pk"), today=today)
    return show_list(
        request, "partnerships/commitment_index.html", filterset=filterset, table=table
    )


@shows("partnerships.view_commitment", Commitment)
def detail(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Show one agreed area with its actions and updates."""
    today = timezone.localdate()
    context = {
        "commitment": commitment,
        "pairing": commitment.pairing,
        "is_late": commitment.is_late(today),
        "actions": commitment.actions.select_related("organization", "person"),
        "updates": commitment.updates.current().select_related(*updates.DETAILS),
        "thread": comments.thread(commitment.comments.all()),
        "today": today,
    }
    return render(request, "partnerships/commitment_detail.html", context)


@asks("partnerships.add_commitment", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Write down an agreed area."""
    form = WriteCommitment(**sent(request), pairing=pairing)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_pairing(pairing, draft="commitment")),
        save=lambda: commitments.agree(pairing, form.terms(), by=request.user),
        then=pairing,
    )


@asks("partnerships.edit_commitment", Commitment)
def edit(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Correct an agreed area."""
    initial = vars(CommitmentTerms.of(commitment))
    form = WriteCommitment(**sent(request), pairing=commitment.pairing, initial=initial)
    return handle_form(
        request,
        form=form,
        edits=commitment,
        page=EDIT.at(in_due_item(commitment, draft="commitment")),
        save=lambda: commitments.edit(commitment, form.terms(), by=request.user),
    )


@asks("partnerships.close_commitment", Commitment)
def close(request: SignedInRequest, commitment: Commitment) -> HttpResponse:
    """Say how an agreed area ended."""
    form = CloseCommitment(**sent(request), initial={"on": timezone.localdate()})
    return handle_form(
        request,
        form=form,
        page=CLOSE.at(in_due_item(commitment), lede=str(commitment)),
        save=lambda: due_items.close(commitment, form.ending(), by=request.user),
    )
