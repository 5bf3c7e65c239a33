"""Agreements: the register, one agreement, and moving it through its life."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, attempt, handle_form, sent, show_form, show_saved
from core.lists import show_list
from partnerships.enums import DRAFT_AGREEMENTS, AgreementState
from partnerships.filters import AgreementFilter
from partnerships.forms.agreements import MoveAgreement, Sheet, SignAgreement
from partnerships.models import Agreement
from partnerships.operations import agreements
from partnerships.queries import agreements as agreement_queries
from partnerships.tables.agreements import AgreementTable
from partnerships.views.places import in_agreement, in_register, named_pairing
from partnerships.wording import agreements as agreement_wording

SHEET = "partnerships/agreement_form.html"
ADD = FormPage(
    title=_("Add an agreement"),
    button=_("Save agreement"),
    success=_("Agreement added."),
    lede=_("It starts as a draft. You add the signing and the files later."),
    template=SHEET,
)
EDIT = FormPage(
    title=_("Edit the agreement"),
    button=_("Save agreement"),
    success=_("Agreement changed."),
    template=SHEET,
)
SIGN = FormPage(title=_("Record the signing"), success=_("Signing recorded."))
MOVE = FormPage(title=_("Change the state"), success=_("State changed."))


@shows("partnerships.view_agreement")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the agreements that the user may see, the newest first."""
    today = timezone.localdate()
    everything = Agreement.objects.visible_to(request.user)
    filterset = AgreementFilter(request.GET, everything, today=today)
    table = AgreementTable(agreement_queries.listed(filterset.qs), today=today)
    return show_list(
        request,
        "partnerships/agreement_index.html",
        filterset=filterset,
        table=table,
    )


@shows("partnerships.view_agreement", Agreement)
def detail(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Show one agreement: who is bound, since when, until when, where it was signed."""
    agreement = agreement_queries.on_page(agreement)
    state = AgreementState(agreement.state)
    standing = agreement_queries.standing(agreement, today=timezone.localdate())
    context = {
        "agreement": agreement,
        "status": agreement_wording.status(standing),
        "files": agreement_wording.files(agreement),
        "can_be_signed": agreement.state in DRAFT_AGREEMENTS,
        "can_be_moved": any(state.can_become(each) for each in AgreementState),
        **agreement_queries.neighbours(agreement, user=request.user),
    }
    return render(request, "partnerships/agreement_detail.html", context)


@asks("partnerships.add_agreement")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down an agreement."""
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(user=request.user, data=data, pairing=named_pairing(request))

    @transaction.atomic
    def save() -> Agreement:
        parties, witnesses = sheet.parties_terms(), sheet.witnesses_terms()
        agreement = agreements.draft(
            sheet.terms(), parties=parties, areas=sheet.areas(), by=request.user
        )
        return agreements.name_witnesses(agreement, witnesses=witnesses, by=request.user)

    return _handle_sheet(
        request, sheet, page=ADD.at(in_register(_("Agreements"), "agreement")), save=save
    )


@asks("partnerships.edit_agreement", Agreement)
def edit(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Correct an agreement, its parties and its witnesses."""
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(user=request.user, agreement=agreement, data=data)

    @transaction.atomic
    def save() -> Agreement:
        parties, witnesses = sheet.parties_terms(), sheet.witnesses_terms()
        agreements.edit(agreement, sheet.terms(), by=request.user)
        agreements.bind(agreement, parties=parties, by=request.user)
        agreements.cover(agreement, areas=sheet.areas(), by=request.user)
        return agreements.name_witnesses(agreement, witnesses=witnesses, by=request.user)

    place = in_agreement(agreement, draft=f"agreement-{agreement.pk}-edit")
    page = EDIT.at(place, lede=agreement.title)
    return _handle_sheet(request, sheet, page=page, save=save, edits=agreement)


@asks("partnerships.sign_agreement", Agreement)
def sign(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Record that an agreement was signed."""
    form = SignAgreement(**sent(request), today=timezone.localdate())
    return handle_form(
        request,
        form=form,
        page=SIGN.at(in_agreement(agreement), lede=agreement.title),
        save=lambda: agreements.sign(agreement, on=form.cleaned_data["on"], by=request.user),
    )


@asks("partnerships.move_agreement", Agreement)
def move(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Circulate, suspend, terminate or cancel an agreement."""
    form = MoveAgreement(**sent(request), agreement=agreement)
    return handle_form(
        request,
        form=form,
        page=MOVE.at(in_agreement(agreement), lede=agreement.title),
        save=lambda: agreements.move(
            agreement,
            state=form.cleaned_data["state"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    )


def _handle_sheet(
    request: SignedInRequest,
    sheet: Sheet,
    *,
    page: FormPage,
    save: Callable[[], Agreement],
    edits: Agreement | None = None,
) -> HttpResponse:
    """Save the sheet if all its rows are right, or show it with what was typed."""
    saved = attempt(sheet.form, save, edits=edits, rows=sheet.rows) if sheet.is_valid() else None
    if saved is not None:
        return show_saved(request, page.success, name=saved.record, then=saved.record)
    return show_form(request, form=sheet.form, page=page, sheet=sheet, edits=edits, rows=sheet.rows)
