"""Working groups of a pairing and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from partnerships.forms.working_groups import AddMember, SetUpGroup
from partnerships.models import Pairing, WorkingGroup
from partnerships.operations import working_groups

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("partnerships.add_working_group", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Set up a working group."""
    data = request.POST if request.method == "POST" else None
    form = SetUpGroup(data)
    if data is not None and form.is_valid():
        working_groups.set_up(pairing, **form.cleaned_data, by=request.user)
        messages.success(request, _("Working group added."))
        return redirect(pairing)
    context = {"pairing": pairing, "group": None, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/working_group_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("partnerships.add_working_group_member", WorkingGroup)
def add_member(request: SignedInRequest, group: WorkingGroup) -> HttpResponse:
    """Name a member of a working group."""
    data = request.POST if request.method == "POST" else None
    form = AddMember(data, pairing=group.pairing, user=request.user)
    if data is not None and form.is_valid():
        try:
            working_groups.add_member(group, **form.cleaned_data, by=request.user)
        except DomainError as refused:
            form.add_error("person", str(refused))
        else:
            messages.success(request, _("Member added."))
            return redirect(group.pairing)
    context = {"pairing": group.pairing, "group": group, "form": form}
    status = 200 if data is None else 422
    return render(request, "partnerships/working_group_form.html", context, status=status)
