"""Other names of an organization."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.forms.names import NameForm
from network.models import Organization, OrganizationName
from network.operations import organizations
from network.views.places import in_organization

ADD = FormPage(
    title=_("Add a name"),
    button=_("Save name"),
    success=_("Name added."),
    lede=_("Other spellings, earlier names and names in other languages help to find it."),
    refused_at="name",
)


@asks("network.change_organization", Organization)
def add(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Record another name under which the organization is found."""
    form = NameForm(**sent(request))
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_organization(organization)),
        save=lambda: organizations.also_call(organization, form.terms(), by=request.user),
        then=organization,
    )


@asks("network.remove_name", OrganizationName)
def remove(request: SignedInRequest, name: OrganizationName) -> HttpResponse:
    """Ask first, then take back a name that was recorded by mistake."""
    named = {"name": str(name)}
    page = FormPage(
        title=gettext("Remove the name %(name)s?") % named,
        button=_("Remove the name"),
        success=gettext("Name removed: %(name)s.") % named,
        lede=_("Documents with this name will not link to it any more."),
        is_grave=True,
        place=in_organization(name.organization),
    )
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=page,
        save=lambda: organizations.forget_name(name, by=request.user),
        then=name.organization,
    )
