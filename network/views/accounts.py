"""The account of a person: closed, and opened again."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from accounts.models import User
from core.form_pages import FormPage, handle_form, sent
from network.forms.accounts import CloseAccountForm
from network.models import Person
from network.operations import accounts
from network.views.places import in_person


@asks("network.close_account", Person)
def close(request: SignedInRequest, person: Person) -> HttpResponse:
    """Ask first, then let somebody in no more."""
    account, named = _account_of(person), {"name": person.name}
    page = FormPage(
        title=gettext("Close the account of %(name)s?") % named,
        button=_("Close the account"),
        success=_("Account closed: %(name)s."),
        lede=_("They cannot sign in. Links in their mails and their calendar stop at once."),
        preface="network/account_close_preface.html",
        is_grave=True,
        place=in_person(person),
    )
    form = CloseAccountForm(**sent(request))
    return handle_form(
        request,
        form=form,
        page=page,
        save=lambda: accounts.close(
            account, because=form.cleaned_data["because"], by=request.user, now=timezone.now()
        ),
        then=person,
        person=person,
        seats=person.focal_points.on(timezone.localdate()).select_related("organization"),
    )


@asks("network.reopen_account", Person)
def reopen(request: SignedInRequest, person: Person) -> HttpResponse:
    """Let somebody in again."""
    account, named = _account_of(person), {"name": person.name}
    page = FormPage(
        title=gettext("Open the account of %(name)s again?") % named,
        button=_("Open the account"),
        success=_("Account open again: %(name)s."),
        lede=_("They get a mail with a link to set a password. They have the same roles again."),
        place=in_person(person),
    )
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=page,
        save=lambda: accounts.reopen(account, by=request.user),
        then=person,
    )


def _account_of(person: Person) -> User:
    account = person.user
    assert account is not None  # noqa: S101 — the permission asks for one
    return account
