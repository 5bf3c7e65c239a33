"""Agreements: the register, one agreement, and moving it through its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from core.htmx import partial
from partnerships.enums import DRAFT_AGREEMENTS, AgreementState
from partnerships.filters import AgreementFilter
from partnerships.forms.agreements import MoveAgreement, Sheet, SignAgreement
from partnerships.models import Agreement
from partnerships.operations import agreements
from partnerships.queries import agreements as agreement_queries
from partnerships.tables.agreements import AgreementTable
from partnerships.wording import agreements as agreement_wording

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

A_PAGE = 25


@require_safe
@access("partnerships.view_agreement")
def index(request: SignedInRequest) -> HttpResponse:
    """List the agreements that the user may see, the newest first."""
    today = timezone.localdate()
    everything = Agreement.objects.visible_to(request.user)
    filterset = AgreementFilter(request.GET, everything, today=today)
    table = AgreementTable(agreement_queries.listed(filterset.qs), today=today)
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    template = partial(request, "partnerships/agreement_index.html", "results")
    context = {"filterset": filterset, "table": table, "has_any": everything.exists()}
    return render(request, template, context)


@require_safe
@access("partnerships.view_agreement", Agreement)
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


@require_http_methods(["GET", "POST"])
@access("partnerships.add_agreement")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down an agreement."""
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(user=request.user, data=data)
    if data is None or sheet.is_growing or not sheet.is_valid():
        return _form_page(request, sheet)
    try:
        with transaction.atomic():
            agreement = agreements.draft(
                **sheet.facts,
                organizations=sheet.signed,
                areas=sheet.form.cleaned_data["areas"],
                by=request.user,
            )
            agreements.name_witnesses(agreement, witnesses=sheet.seen, by=request.user)
    except DomainError as refused:
        sheet.form.add_error(None, str(refused))
        return _form_page(request, sheet)
    messages.success(request, _("Agreement added."))
    return redirect(agreement)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_agreement", Agreement)
def edit(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Correct an agreement, its parties and its witnesses."""
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(user=request.user, agreement=agreement, data=data)
    if data is None or sheet.is_growing or not sheet.is_valid():
        return _form_page(request, sheet)
    areas = sheet.form.cleaned_data["areas"]
    try:
        with transaction.atomic():
            agreements.edit(agreement, **sheet.facts, by=request.user)
            agreements.bind(agreement, parties=sheet.signed, by=request.user)
            agreements.cover(agreement, areas=areas, by=request.user)
            agreements.name_witnesses(agreement, witnesses=sheet.seen, by=request.user)
    except DomainError as refused:
        sheet.form.add_error(None, str(refused))
        return _form_page(request, sheet)
    messages.success(request, _("Agreement changed."))
    return redirect(agreement)


@require_http_methods(["GET", "POST"])
@access("partnerships.sign_agreement", Agreement)
def sign(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Record that an agreement was signed."""
    data = request.POST if request.method == "POST" else None
    form = SignAgreement(data, today=timezone.localdate())
    if data is not None and form.is_valid():
        try:
            agreements.sign(agreement, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Signing recorded."))
            return redirect(agreement)
    return _step_page(request, agreement, form, is_signing=True)


@require_http_methods(["GET", "POST"])
@access("partnerships.move_agreement", Agreement)
def move(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Circulate, suspend, terminate or cancel an agreement."""
    data = request.POST if request.method == "POST" else None
    form = MoveAgreement(data, agreement=agreement)
    if data is not None and form.is_valid():
        try:
            agreements.move(agreement, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("State changed."))
            return redirect(agreement)
    return _step_page(request, agreement, form, is_signing=False)


def _form_page(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    context = {"sheet": sheet, "form": sheet.form, "agreement": sheet.agreement}
    is_refused = sheet.form.is_bound
    status = 422 if is_refused else 200
    return render(request, "partnerships/agreement_form.html", context, status=status)


def _step_page(
    request: SignedInRequest, agreement: Agreement, form: Form, *, is_signing: bool
) -> HttpResponse:
    context = {"agreement": agreement, "form": form, "is_signing": is_signing}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/agreement_step.html", context, status=status)
