"""Where the forms of the directory stand: the way to them, and where Cancel leads."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.form_pages import Place
from network.models import Organization, Person

_DIRECTORY = (_("Directory"), "network:organization-index")
_PEOPLE = (_("People"), "network:person-index")


def in_directory() -> Place:
    """Return the place of an organization that is not there yet."""
    back = reverse("network:organization-index")
    return Place(trail=_DIRECTORY, back=back, draft="organization-add")


def in_organization(organization: Organization, *, draft: str = "") -> Place:
    """Return the place below an organization."""
    address = organization.get_absolute_url()
    return Place(
        trail=(*_DIRECTORY, organization.short_name, address),
        back=address,
        eyebrow=organization.name,
        draft=draft,
    )


def among_people() -> Place:
    """Return the place of a person who is not there yet."""
    return Place(trail=_PEOPLE, back=reverse("network:person-index"), draft="person-add")


def in_person(person: Person, *, draft: str = "") -> Place:
    """Return the place below a person."""
    address = person.get_absolute_url()
    return Place(
        trail=(*_PEOPLE, person.name, address), back=address, eyebrow=person.name, draft=draft
    )
