"""Work plans of pairings and of the whole network, in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.forms.work_plans import WriteWorkPlan
from partnerships.models import WorkPlan
from partnerships.operations import work_plans
from partnerships.queries import work_plans as work_plan_queries

if TYPE_CHECKING:
    from django.http import HttpResponse

A_PAGE = 25


@require_safe
@access("partnerships.view_work_plan")
def index(request: SignedInRequest) -> HttpResponse:
    """List the work plans that the user may see, the newest version of each."""
    found = WorkPlan.objects.visible_to(request.user).filter(replaced_by=None)
    page = Paginator(found.select_related("pairing", "programme"), A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(plan, WorkPlanState(plan.state)) for plan in page]
    return render(request, "partnerships/work_plan_index.html", {"page": page, "rows": rows})


@require_safe
@access("partnerships.view_work_plan", WorkPlan)
def detail(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Show one version of a plan, and the others."""
    versions = work_plan_queries.versions(plan, user=request.user)
    context = {
        "plan": plan,
        "state": WorkPlanState(plan.state),
        "is_open": plan.state in OPEN_WORK_PLANS,
        "may_be_revised": plan.state == WorkPlanState.ADOPTED and versions[0] == plan,
        "versions": [(each, WorkPlanState(each.state)) for each in versions],
    }
    return render(request, "partnerships/work_plan_detail.html", context)


@require_http_methods(["GET", "POST"])
@access("partnerships.add_work_plan")
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a work plan."""
    data = request.POST if request.method == "POST" else None
    form = WriteWorkPlan(data, user=request.user)
    if data is not None and form.is_valid():
        plan = work_plans.propose(**form.cleaned_data, by=request.user)
        messages.success(request, _("Work plan added."))
        return redirect(plan)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@access("partnerships.edit_work_plan", WorkPlan)
def edit(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Correct a plan; of an adopted one a new version is made."""
    data = request.POST if request.method == "POST" else None
    is_open = plan.state in OPEN_WORK_PLANS
    initial = {name: getattr(plan, name) for name in WriteWorkPlan.base_fields}
    if not is_open:
        initial["state"] = WorkPlanState.PROPOSED
    form = WriteWorkPlan(data, user=request.user, initial=initial)
    if data is not None and form.is_valid():
        act = work_plans.edit if is_open else work_plans.revise
        try:
            changed = act(plan, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            told = _("Work plan changed.") if is_open else _("New version made.")
            messages.success(request, told)
            return redirect(changed)
    return _form_page(request, form, plan)


@require_POST
@access("partnerships.adopt_work_plan", WorkPlan)
def adopt(request: SignedInRequest, plan: WorkPlan) -> HttpResponse:
    """Say that a version was adopted."""
    try:
        work_plans.adopt(plan, by=request.user)
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Work plan adopted."))
    return redirect(plan)


def _form_page(
    request: SignedInRequest, form: WriteWorkPlan, plan: WorkPlan | None
) -> HttpResponse:
    is_new_version = plan is not None and plan.state not in OPEN_WORK_PLANS
    context = {"form": form, "plan": plan, "is_new_version": is_new_version}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/work_plan_form.html", context, status=status)
