"""What can happen to an organization and its names."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import delete, save
from network.models import Organization, OrganizationName
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms


class NameRecordedError(DomainError):
    """The organization is called so already."""


class CircleOfParentsError(DomainError):
    """A parent that is itself a part of the organization."""


@transaction.atomic
def add(
    terms: OrganizationTerms, *, source_key: str | None = None, by: User | None
) -> Organization:
    """Write an organization into the directory."""
    organization = terms.write_to(Organization(source_key=source_key))
    return save(organization, by=by)


@transaction.atomic
def edit(organization: Organization, terms: OrganizationTerms, *, by: User | None) -> Organization:
    """Change what is known of an organization.

    :raises CircleOfParentsError: if the new parent is a part of the organization.
    """
    if _moves(organization, terms):
        _hold_what_moves_along(organization)
    organization = terms.write_to(locked(organization))
    _refuse_circle(organization)
    return save(organization, by=by)


@transaction.atomic
def also_call(
    organization: Organization, terms: OrganizationNameTerms, *, by: User | None
) -> OrganizationName:
    """Record another name under which the organization is found.

    :raises NameRecordedError: if the organization is called so already.
    """
    organization = locked(organization)
    alias = terms.write_to(OrganizationName(organization=organization))
    _refuse_known(organization, alias.name)
    return save(alias, by=by)


@transaction.atomic
def forget_name(name: OrganizationName, *, by: User | None) -> Organization:
    """Take back another name that was recorded by mistake."""
    organization = locked(name.organization)
    delete(locked(name), by=by)
    return organization


def _moves(organization: Organization, terms: OrganizationTerms) -> bool:
    """Say whether it comes to lie in another country, or in another organization."""
    stands = Organization.objects.values_list("country", "parent").get(pk=organization.pk)
    return stands != tuple(each and each.pk for each in (terms.country, terms.parent))


def _hold_what_moves_along(organization: Organization) -> None:
    """Hold what this concerns anew before the organization: so nobody waits for who waits for us.

    It is asked of the database, which keeps whom its rows concern (decision 0062).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT concern_house_held(%s)", [organization.pk])


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
