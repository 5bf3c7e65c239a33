"""People and access: who signs in, and what they may do."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, shows
from core.lists import show_list
from network.filters import AccountFilter
from network.models import Account, Person
from network.queries import access
from network.tables import AccountTable


@shows("network.view_access")
def index(request: SignedInRequest) -> HttpResponseBase:
    """Show who has which role, who signed in last when, and who has not yet."""
    accounts = Account.objects.visible_to(request.user).with_state(timezone.now())
    filterset = AccountFilter(request.GET, accounts.with_held(request.user), user=request.user)
    table = AccountTable(filterset.qs, zone=request.user.time_zone)
    return show_list(request, "network/access_index.html", filterset=filterset, table=table)


@shows("network.view_access", Account)
def detail(request: SignedInRequest, account: Account) -> HttpResponse:
    """Show what somebody is and was to the network, and what may be done about it."""
    known = Account.objects.with_state(timezone.now()).get(pk=account.pk)
    reader = request.user
    people = Person.objects.visible_to(reader).select_related("recipient", "user")
    context = {
        "account": known,
        "person": people.filter(user=account).first(),
        "roles": access.roles_of(account, reader=reader),
        "given": access.roles_given_by(reader),
        "link": access.invitation_of(account),
        "may_manage": reader.has_perm("network.manage_invitation", account),
        "zone": reader.time_zone,
    }
    return render(request, "network/access_detail.html", context)
