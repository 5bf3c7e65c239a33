"""Where the forms of the directory stand: the way to them, and where Cancel leads."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.form_pages import Place
from network.models import Account, Organization, Person


def in_directory() -> Place:
    """Return the place of an organization that is not there yet."""
    index = "network:organization-index"
    return Place(trail=(_("Directory"), index), back=reverse(index), draft="organization-add")


def in_organization(organization: Organization, *, draft: str = "") -> Place:
    """Return the place below an organization."""
    above, name = in_directory(), organization.short_name
    return above.below(organization, name, eyebrow=organization.name, draft=draft)


def among_people() -> Place:
    """Return the place of a person who is not there yet."""
    index = "network:person-index"
    trail = (*in_directory().trail, _("People"), index)
    return Place(trail=trail, back=reverse(index), draft="person-add")


def in_person(person: Person, *, draft: str = "") -> Place:
    """Return the place below a person."""
    return among_people().below(person, person.name, eyebrow=person.name, draft=draft)


def among_accounts() -> Place:
    """Return the place of somebody who is not let in yet."""
    index = "network:access-index"
    return Place(trail=(_("People and access"), index), back=reverse(index), draft="access-invite")


def in_account(account: Account, *, eyebrow: str = "") -> Place:
    """Return the place below the account of somebody."""
    return among_accounts().below(account, str(account), eyebrow=eyebrow or str(account))
