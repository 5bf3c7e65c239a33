"""Actions: the list, one of them, and planning them."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks, shows
from core.form_pages import FormPage, handle_act, handle_form, sent
from core.lists import show_list
from partnerships.filters import ActionFilter
from partnerships.forms.actions import WriteAction
from partnerships.forms.endings import CloseAction
from partnerships.models import Action, AnswerReferral, Pairing
from partnerships.operations import actions, due_items, referrals
from partnerships.queries import updates
from partnerships.tables.due_items import ActionTable
from partnerships.terms.actions import ActionTerms
from partnerships.views.places import in_due_item, in_pairing

ADD = FormPage(
    title=_("Add an action"),
    success=_("Action added."),
    lede=_("A next step: what, who, by when."),
)
EDIT = FormPage(title=_("Change the action"), success=_("Action changed."))
CLOSE = FormPage(
    title=_("Close the action"),
    success=_("Action closed."),
    refused_at="reason",
)


@shows("partnerships.view_action")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the actions of the pairings that the user may see."""
    today = timezone.localdate()
    everything = Action.objects.visible_to(request.user)
    filterset = ActionFilter(request.GET, everything, today=today, user=request.user)
    rows = filterset.qs.select_related("pairing", "organization", "person")
    table = ActionTable(rows.order_by(F("due_on").asc(nulls_last=True), "pk"), today=today)
    return show_list(request, "partnerships/action_index.html", filterset=filterset, table=table)


@shows("partnerships.view_action", Action)
def detail(request: SignedInRequest, action: Action) -> HttpResponse:
    """Show one action with its answers."""
    context = {
        "action": action,
        "pairing": action.pairing,
        "is_late": action.is_late(timezone.localdate()),
        "updates": action.updates.current().select_related(*updates.DETAILS),
        "referrals": action.referrals.select_related("person", "settled_by"),
    }
    return render(request, "partnerships/action_detail.html", context)


@asks("partnerships.add_action", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Plan a next step."""
    initial = {"commitment": request.GET.get("commitment")}
    form = WriteAction(**sent(request), pairing=pairing, user=request.user, initial=initial)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_pairing(pairing, draft="action")),
        save=lambda: actions.plan(pairing, form.terms(), by=request.user),
        then=pairing,
    )


@asks("partnerships.edit_action", Action)
def edit(request: SignedInRequest, action: Action) -> HttpResponse:
    """Correct an action, or give it to somebody else."""
    initial = vars(ActionTerms.of(action))
    form = WriteAction(**sent(request), pairing=action.pairing, user=request.user, initial=initial)
    return handle_form(
        request,
        form=form,
        edits=action,
        page=EDIT.at(in_due_item(action, draft="action")),
        save=lambda: actions.edit(action, form.terms(), by=request.user),
    )


@asks("partnerships.close_action", Action)
def close(request: SignedInRequest, action: Action) -> HttpResponse:
    """Say how an action ended."""
    form = CloseAction(**sent(request), initial={"on": timezone.localdate()})
    return handle_form(
        request,
        form=form,
        page=CLOSE.at(in_due_item(action), lede=action.text),
        save=lambda: due_items.close(action, form.ending(), by=request.user),
    )


@acts("partnerships.settle_referral", AnswerReferral)
def settle_referral(request: SignedInRequest, referral: AnswerReferral) -> HttpResponse:
    """Say that the right person is asked now."""
    return handle_act(
        request,
        lambda: referrals.settle(referral, by=request.user, now=timezone.now()),
        success=_("Marked as done."),
        then=referral.action or referral.commitment or referral.pairing,
    )
