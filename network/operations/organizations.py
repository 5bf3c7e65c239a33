"""What can happen to an organization and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name, fold
from core.records import delete, save
from network.models import Organization, OrganizationName

if TYPE_CHECKING:
    from decimal import Decimal

    from accounts.models import User
    from network.models import Country, OrganizationKind

_NAMES = {"name", "acronym", "local_name", "city"}
_EDITABLE = _NAMES | {
    "kind",
    "country",
    "parent",
    "is_member",
    "latitude",
    "longitude",
    "website",
    "about",
    "list_number",
}


class NameRecordedError(DomainError):
    """The organization is called so already."""


class CircleOfParentsError(DomainError):
    """A parent that is itself a part of the organization."""


@transaction.atomic
def add(  # noqa: PLR0913 — an organization is made of these
    *,
    name: str,
    kind: OrganizationKind,
    acronym: str = "",
    local_name: str = "",
    country: Country | None = None,
    parent: Organization | None = None,
    is_member: bool = False,
    city: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    website: str = "",
    about: str = "",
    list_number: int | None = None,
    source_key: str | None = None,
    by: User | None,
) -> Organization:
    """Write an organization into the directory."""
    organization = Organization(
        name=clean_name(name),
        kind=kind,
        acronym=clean_name(acronym),
        local_name=clean_name(local_name),
        country=country,
        parent=parent,
        is_member=is_member,
        city=clean_name(city),
        latitude=latitude,
        longitude=longitude,
        website=website,
        about=about.strip(),
        list_number=list_number,
        source_key=source_key,
    )
    organization.search_text = _search_text(organization, ())
    return save(organization, by=by)


@transaction.atomic
def edit(organization: Organization, *, by: User | None, **changes: Any) -> Organization:
    """Change what is known of an organization.

    :raises CircleOfParentsError: if the new parent is a part of the organization.
    """
    if unknown := changes.keys() - _EDITABLE:
        raise TypeError(f"An organization has no {sorted(unknown)} to edit.")
    organization = locked(organization)
    for field, value in changes.items():
        setattr(organization, field, clean_name(value) if field in _NAMES else value)
    _refuse_circle(organization)
    _write(organization, by=by)
    for part in organization.departments.all():
        _write(part, by=by)
    return organization


@transaction.atomic
def also_call(
    organization: Organization, *, name: str, kind: str, note: str = "", by: User | None
) -> OrganizationName:
    """Record another name under which the organization is found.

    :raises NameRecordedError: if the organization is called so already.
    """
    organization = locked(organization)
    name = clean_name(name)
    _refuse_known(organization, name)
    alias = OrganizationName(organization=organization, name=name, kind=kind, note=clean_name(note))
    save(alias, by=by)
    _write(organization, by=by)
    return alias


@transaction.atomic
def forget_name(name: OrganizationName, *, by: User | None) -> Organization:
    """Take back another name that was recorded by mistake."""
    organization = locked(name.organization)
    delete(locked(name), by=by)
    _write(organization, by=by)
    return organization


def _write(organization: Organization, *, by: User | None) -> None:
    aliases = organization.names.values_list("name", flat=True)
    organization.search_text = _search_text(organization, tuple(aliases))
    save(organization, by=by)


def _search_text(organization: Organization, aliases: tuple[str, ...]) -> str:
    """Return every word under which people look for the organization, its parent's included."""
    names = [organization.name, organization.acronym, organization.local_name, *aliases]
    if parent := organization.parent:
        names += [parent.acronym, parent.name]
    folded = (fold(name) for name in [*names, organization.city])
    return " ".join(dict.fromkeys(name for name in folded if name))


def _refuse_known(organization: Organization, name: str) -> None:
    own = [organization.name, organization.acronym, organization.local_name]
    aliases = organization.names.values_list("name", flat=True)
    if name in [*own, *aliases]:
        raise NameRecordedError(_("%(name)s is already a name of this organization."), name=name)


def _refuse_circle(organization: Organization) -> None:
    above = organization.parent
    while above is not None:
        if above.pk == organization.pk:
            raise CircleOfParentsError(
                _("An organization cannot be part of itself. Choose another parent.")
            )
        above = above.parent
