"""People are let in: invited by mail, reminded, and an invitation is taken back."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks
from core.form_pages import FormPage, handle_act, handle_form, sent
from network.forms.access import InviteForm
from network.models import Account
from network.operations import invitations
from network.views.places import among_accounts, in_account

INVITE = FormPage(
    title=_("Invite a person"),
    button=_("Send the invitation"),
    success=_("Invitation sent: %(name)s."),
    lede=_("They get a mail with a link. There they set a password, and then they sign in."),
)
WITHDRAW = FormPage(
    title=_("Take the invitation back"),
    button=_("Take it back"),
    success=_("Invitation taken back: %(name)s."),
    lede=_("The link does not open any more, and the roles end. You can invite them again later."),
    is_grave=True,
)


@asks("network.invite")
def invite(request: SignedInRequest) -> HttpResponse:
    """Let somebody in with a role, and send them a link."""
    today = {"starts_on": timezone.localdate()}
    form = InviteForm(**sent(request), initial=today, user=request.user)
    return handle_form(
        request,
        form=form,
        page=INVITE.at(among_accounts()),
        save=lambda: invitations.invite(
            form.invitee(),
            form.terms(),
            programmes=form.programmes_given(),
            takes_seat=form.cleaned_data["takes_seat"],
            by=request.user,
            now=timezone.now(),
        ),
    )


@acts("network.manage_invitation", Account)
def send(request: SignedInRequest, account: Account) -> HttpResponse:
    """Send a new link; the one before opens no more."""
    return handle_act(
        request,
        lambda: invitations.send(account, by=request.user, now=timezone.now()),
        success=_("Invitation sent. The link before does not open any more."),
        then=account,
    )


@asks("network.manage_invitation", Account)
def withdraw(request: SignedInRequest, account: Account) -> HttpResponse:
    """Ask first, then take an invitation back."""
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=WITHDRAW.at(in_account(account)),
        save=lambda: invitations.withdraw(account, by=request.user, now=timezone.now()),
        then=account,
    )
