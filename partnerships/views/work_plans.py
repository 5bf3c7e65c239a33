"""Work plans of pairings and of the whole network, in versions."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks, shows
from core.form_pages import FormPage, handle_act, handle_form, sent
from core.lists import show_list
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.filters import WorkPlanFilter
from partnerships.forms.work_plans import WriteWorkPlan
from partnerships.models import WorkPlan
from partnerships.operations import work_plans
from partnerships.queries import work_plans as work_plan_queries
from partnerships.tables.papers import WorkPlanTable
from partnerships.terms.work_plans import WorkPlanTerms
from partnerships.views.places import in_register, in_work_plan, named_pairing

SAVE = _("Save work plan")
ADD = FormPage(title=_("Add a work plan"), button=SAVE, success=_("Work plan added."))
EDIT = FormPage(title=_("Edit the work plan"), button=SAVE, success=_("Work plan changed."))
REVISE = FormPage(
    title=_("Make a new version"),
    button=SAVE,
    success=_("New version made."),
    lede=_("The adopted version stays until you adopt the new one."),
)


@shows("partnerships.view_work_plan")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the work plans that the user may see, the newest version of each."""
    newest = WorkPlan.objects.visible_to(request.user).newest()
    filterset = WorkPlanFilter(request.GET, newest.select_related("pairing"))
    table = WorkPlanTable(filterset.qs)
    return show_list(request, "partnerships/work_plan_index.html", filterset=filterset, table=table)


@shows("partnerships.view_work_plan", WorkPlan)
def detail(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Show one version of a plan, and the others."""
    versions = work_plan_queries.versions(plan, user=request.user)
    context = {
        "plan": plan,
        "is_open": plan.state in OPEN_WORK_PLANS,
        "may_be_revised": plan.state == WorkPlanState.ADOPTED and versions[0] == plan,
        "versions": versions,
    }
    return render(request, "partnerships/work_plan_detail.html", context)


@asks("partnerships.add_work_plan")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a work plan."""
    initial = {"pairing": named_pairing(request)}
    form = WriteWorkPlan(**sent(request), user=request.user, initial=initial)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_register(_("Work plans"), "work-plan")),
        save=lambda: work_plans.propose(form.terms(), by=request.user),
    )


@asks("partnerships.edit_work_plan", WorkPlan)
def edit(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Correct a plan; of an adopted one a new version is made."""
    is_open = plan.state in OPEN_WORK_PLANS
    known = WorkPlanTerms.of(plan)
    if not is_open:
        known = replace(known, state=WorkPlanState.PROPOSED)
    form = WriteWorkPlan(**sent(request), user=request.user, initial=vars(known))
    act = work_plans.edit if is_open else work_plans.revise
    place = in_work_plan(plan)
    return handle_form(
        request,
        form=form,
        edits=plan,
        page=EDIT.at(place, lede=plan.name) if is_open else REVISE.at(place),
        save=lambda: act(plan, form.terms(), by=request.user),
    )


@acts("partnerships.adopt_work_plan", WorkPlan)
def adopt(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Say that a version was adopted."""
    return handle_act(
        request,
        lambda: work_plans.adopt(plan, by=request.user),
        success=_("Work plan adopted."),
        then=plan,
    )
