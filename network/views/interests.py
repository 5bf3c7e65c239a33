"""What an organization looks for and can offer."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.forms.interests import InterestForm
from network.models import Interest, Organization
from network.operations import interests
from network.views.places import in_organization

ADD = FormPage(
    title=_("Add a need or an offer"),
    success=_("List saved."),
    lede=_("Needs and offers are the start of new pairings."),
    template="network/interest_form.html",
)


@asks("network.change_organization", Organization)
def add(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Record a need or an offer."""
    form = InterestForm(**sent(request), initial={"kind": request.GET.get("kind", "")})
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_organization(organization)),
        save=lambda: interests.state(organization, form.terms(), by=request.user),
        then=organization,
    )


@asks("network.withdraw_interest", Interest)
def remove(request: SignedInRequest, interest: Interest) -> HttpResponse:
    """Ask first, then take a need or an offer off the list."""
    organization, named = interest.organization, {"area": interest.area}
    page = FormPage(
        title=gettext("Remove %(area)s from the list?") % named,
        button=_("Remove it from the list"),
        success=gettext("%(area)s is not on the list any more.") % named,
        lede=_("The history keeps it."),
        is_grave=True,
        place=in_organization(organization),
    )
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=page,
        save=lambda: interests.withdraw(interest, by=request.user),
        then=organization,
    )
