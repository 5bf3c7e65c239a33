"""Actions: the list, one of them, and planning them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from core.htmx import partial
from partnerships.enums import ActionState
from partnerships.filters import ActionFilter
from partnerships.filters.described import described
from partnerships.forms.actions import CloseAction, WriteAction
from partnerships.models import Action, AnswerReferral, Pairing
from partnerships.operations import actions, referrals
from partnerships.queries import updates
from partnerships.tables.actions import ActionTable

if TYPE_CHECKING:
    from django.http import HttpResponse

A_PAGE = 25


@require_safe
@access("partnerships.view_action")
def index(request: SignedInRequest) -> HttpResponse:
    """List the actions of the pairings that the user may see."""
    today = timezone.localdate()
    everything = Action.objects.visible_to(request.user)
    filterset = ActionFilter(request.GET, everything, today=today)
    found = filterset.qs.select_related("pairing", "organization", "person")
    table = ActionTable(found.order_by(F("due_on").asc(nulls_last=True), "pk"), today=today)
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    template = partial(request, "partnerships/action_index.html", "results")
    return render(
        request,
        template,
        {"filterset": filterset, "described": described(filterset), "table": table},
    )


@require_safe
@access("partnerships.view_action", Action)
def detail(request: SignedInRequest, action: Action) -> HttpResponse:
    """Show one action with its answers."""
    context = {
        "action": action,
        "pairing": action.pairing,
        "state": ActionState(action.state),
        "is_overdue": action.is_overdue(timezone.localdate()),
        "updates": action.updates.current().select_related(*updates.DETAILS),
        "referrals": action.referrals.select_related("person", "settled_by"),
    }
    return render(request, "partnerships/action_detail.html", context)


@require_http_methods(["GET", "POST"])
@access("partnerships.add_action", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Plan a next step."""
    data = request.POST if request.method == "POST" else None
    initial = {"commitment": request.GET.get("commitment")}
    form = WriteAction(data, pairing=pairing, user=request.user, initial=initial)
    if data is not None and form.is_valid():
        try:
            actions.plan(pairing, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Action added."))
            return redirect(pairing)
    context = {"pairing": pairing, "action": None, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/action_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_action", Action)
def edit(request: SignedInRequest, action: Action) -> HttpResponse:
    """Correct an action, or give it to somebody else."""
    pairing = action.pairing
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(action, name) for name in WriteAction.base_fields}
    form = WriteAction(data, pairing=pairing, user=request.user, initial=initial)
    if data is not None and form.is_valid():
        try:
            actions.edit(action, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Action changed."))
            return redirect(action)
    context = {"pairing": pairing, "action": action, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/action_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.close_action", Action)
def close(request: SignedInRequest, action: Action) -> HttpResponse:
    """Say how an action ended."""
    data = request.POST if request.method == "POST" else None
    form = CloseAction(data, initial={"on": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            actions.close(action, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Action closed."))
            return redirect(action)
    context = {"action": action, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/action_close.html", context, status=status)


@require_POST
@access("partnerships.settle_referral", AnswerReferral)
def settle_referral(request: SignedInRequest, referral: AnswerReferral) -> HttpResponse:
    """Say that the right person is asked now."""
    try:
        referrals.settle(referral, by=request.user, now=timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Hint settled."))
    return redirect(referral.action or referral.commitment or referral.pairing)
