"""People and access: who signs in, and what they may do."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, notes_contacts, shows
from core.lists import show_list
from network.filters import AccountFilter
from network.models import Account, Person
from network.queries import access
from network.queries.holdings import Subject
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
    reader, now = request.user, timezone.now()
    known = Account.objects.with_state(now).get(pk=account.pk)
    person = Person.objects.visible_to(reader).filter(user=account).first()
    if person is not None:
        # They sign in with the address at which they are reached.
        notes_contacts(request, person.recipient_id)
    context = {
        "account": known,
        "person": person,
        "sessions": access.open_sessions(account, now=now),
        "links": access.open_links(Subject.of_user(account), now=now),
        "may_end": reader.has_perm("network.end_access", account),
        "roles": access.roles_of(account, reader=reader),
        "given": access.roles_given_by(reader),
        "link": access.invitation_of(account),
        "may_manage": reader.has_perm("network.manage_invitation", account),
        "zone": reader.time_zone,
    }
    return render(request, "network/access_detail.html", context)
