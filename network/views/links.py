"""The links in mails that somebody holds: which open, and the end of all of them."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import Addressed, FormPage, Place, handle_form, sent
from network.models import Account, Person
from network.operations import accounts
from network.queries import access
from network.queries.holdings import Subject
from network.views.places import in_account, in_person

END = FormPage(
    title=_("Close the links in mails"),
    button=_("Close the links"),
    success=_("No link in a mail opens any more."),
    lede=_("Do this if somebody else may have their mails. New mails bring new links."),
    preface="network/links_preface.html",
    is_grave=True,
)


@asks("network.end_access", Account)
def end(request: SignedInRequest, account: Account) -> HttpResponse:
    """Ask first, then close what opens for whoever has this account."""
    return _end(request, Subject.of_user(account), in_account(account), then=account)


@asks("network.end_links", Person)
def end_of_person(request: SignedInRequest, person: Person) -> HttpResponse:
    """Ask first, then close what opens for a person, who may have no account."""
    return _end(request, Subject.of_person(person), in_person(person), then=person)


def _end(
    request: SignedInRequest, subject: Subject, place: Place, *, then: Addressed
) -> HttpResponse:
    now = timezone.now()
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=END.at(place),
        save=lambda: accounts.end_links(subject, by=request.user, now=now),
        then=then,
        links=access.open_links(subject, now=now),
        zone=request.user.time_zone,
    )
