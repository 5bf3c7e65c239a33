"""What a user becomes to the network."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.records import save
from network.enums import Role
from network.models import Country, Membership, Organization, Person
from network.models.memberships import forget_scope_of
from network.operations import people
from network.terms.people import Contact, PersonTerms

# What is late, and whose report is due, is told to those who work for the ILO.
_REACHED_BY_MAIL = (Role.STAFF, Role.COORDINATOR)


class RoleHeldError(DomainError):
    """The user has this role already."""


@transaction.atomic
def grant(
    user: User,
    *,
    role: str,
    country: Country | None = None,
    organization: Organization | None = None,
    by: User | None,
) -> Membership:
    """Give ``user`` a role: for the network, for a country or for one organization.

    :raises RoleHeldError: if the user has the role there already.
    """
    held = user.memberships.filter(role=role, country=country, organization=organization)
    if held.exists():
        raise RoleHeldError(_("%(name)s has this role already."), name=user)
    membership = save(
        Membership(user=user, role=role, country=country, organization=organization), by=by
    )
    forget_scope_of(user)
    if role in _REACHED_BY_MAIL:
        _make_reachable(user, by=by)
    return membership


def _make_reachable(user: User, *, by: User | None) -> None:
    """Reminders go to people: who works for the ILO without being in the directory gets there."""
    if not Person.objects.filter(user=user).exists():
        people.add(
            PersonTerms(name=user.name or user.email, user=user),
            Contact(email=user.email, language=user.language, time_zone=user.time_zone),
            by=by,
        )
