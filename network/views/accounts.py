"""The account of somebody: closed, and opened again."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks
from core.form_pages import FormPage, handle_act, handle_form, sent
from network.forms.accounts import CloseAccountForm
from network.models import Account, FocalPoint
from network.operations import accounts
from network.views.places import in_account

CLOSE = FormPage(
    title=_("Close the account"),
    button=_("Close the account"),
    success=_("Account closed: %(name)s."),
    lede=_("They cannot sign in. Links in their mails and their calendar stop at once."),
    preface="network/account_close_preface.html",
    is_grave=True,
)
REOPEN = FormPage(
    title=_("Open the account again"),
    button=_("Open the account"),
    success=_("Account open again: %(name)s."),
    lede=_("They get a mail with a link to set a password. They have the same roles again."),
)


@asks("network.close_account", Account)
def close(request: SignedInRequest, account: Account) -> HttpResponse:
    """Ask first, then let somebody in no more."""
    form, seats = CloseAccountForm(**sent(request)), FocalPoint.objects.on(timezone.localdate())
    return handle_form(
        request,
        form=form,
        page=CLOSE.at(in_account(account)),
        save=lambda: accounts.close(
            account, because=form.cleaned_data["because"], by=request.user, now=timezone.now()
        ),
        then=account,
        seats=seats.filter(person__user=account).select_related("organization"),
    )


@acts("network.end_access", Account)
def end_sessions(request: SignedInRequest, account: Account) -> HttpResponse:
    """Sign somebody out on all devices, whose telephone was lost."""
    return handle_act(
        request,
        lambda: accounts.end_sessions(account, by=request.user),
        success=_("They are signed out on all devices."),
        then=account,
    )


@asks("network.reopen_account", Account)
def reopen(request: SignedInRequest, account: Account) -> HttpResponse:
    """Let somebody in again."""
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=REOPEN.at(in_account(account)),
        save=lambda: accounts.reopen(account, by=request.user),
        then=account,
    )
