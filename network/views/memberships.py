"""Roles: given, and taken away."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.forms.access import EndRoleForm, RoleForm
from network.models import Account, Membership
from network.operations import memberships
from network.views.places import in_account

GIVE = FormPage(
    title=_("Give a role"),
    button=_("Give the role"),
    success=_("Role given: %(name)s."),
)


@asks("network.give_role", Account)
def give(request: SignedInRequest, account: Account) -> HttpResponse:
    """Give somebody another role."""
    today = {"starts_on": timezone.localdate()}
    form = RoleForm(**sent(request), initial=today, user=request.user)
    return handle_form(
        request,
        form=form,
        page=GIVE.at(in_account(account)),
        save=lambda: memberships.give(
            account,
            form.terms(),
            programmes=form.programmes_given(),
            takes_seat=form.cleaned_data["takes_seat"],
            by=request.user,
        ),
        then=account,
    )


@asks("network.end_role", Membership)
def end(request: SignedInRequest, membership: Membership) -> HttpResponse:
    """Take a role away, today or on a later day."""
    account = Account.objects.get(pk=membership.user_id)
    named = {"role": membership.get_role_display(), "place": membership.place or ""}
    role = gettext("%(role)s, %(place)s") % named if membership.place else named["role"]
    page = FormPage(
        title=_("Take a role away"),
        button=_("Take the role away"),
        success=_("Role taken away: %(name)s."),
        lede=_("%(name)s keeps every other role.") % {"name": account},
        is_grave=True,
        place=in_account(account, eyebrow=str(role)),
    )
    form = EndRoleForm(**sent(request), initial={"on": timezone.localdate()})
    return handle_form(
        request,
        form=form,
        page=page,
        save=lambda: memberships.end(membership, on=form.day(), by=request.user),
        then=account,
    )
