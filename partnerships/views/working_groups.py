"""Working groups of a pairing and their members."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from partnerships.forms.working_groups import AddMember, SetUpGroup
from partnerships.models import Pairing, WorkingGroup
from partnerships.operations import working_groups
from partnerships.views.places import in_group, in_pairing

ADD = FormPage(
    title=_("Add a working group"),
    success=_("Working group added."),
    lede=_("You can add its members later."),
)
ADD_MEMBER = FormPage(
    title=_("Add a member"),
    success=_("Member added."),
    refused_at="person",
)


@asks("partnerships.add_working_group", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Set up a working group."""
    form = SetUpGroup(**sent(request))
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_pairing(pairing)),
        save=lambda: working_groups.set_up(pairing, form.terms(), by=request.user),
        then=pairing,
    )


@asks("partnerships.add_working_group_member", WorkingGroup)
def add_member(request: SignedInRequest, group: WorkingGroup) -> HttpResponse:
    """Name a member of a working group."""
    form = AddMember(**sent(request), pairing=group.pairing, user=request.user)
    return handle_form(
        request,
        form=form,
        page=ADD_MEMBER.at(in_group(group)),
        save=lambda: working_groups.add_member(group, form.terms(), by=request.user),
        then=group.pairing,
    )
