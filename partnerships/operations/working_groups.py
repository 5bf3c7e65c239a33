"""Working groups: set one up, name its members as they become known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save
from partnerships.models import WorkingGroup, WorkingGroupMember

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from network.models import Organization, Person
from partnerships.models import Pairing


class NobodyError(DomainError):
    """A member is somebody of the directory or has at least a name."""


@transaction.atomic
def set_up(
    pairing: Pairing,
    *,
    name: str,
    mandate: str = "",
    agreed_on: date | None = None,
    by: User | None,
) -> WorkingGroup:
    """Set up a group; its members may be named later."""
    group = WorkingGroup(
        pairing=pairing, name=clean_name(name), mandate=mandate.strip(), agreed_on=agreed_on
    )
    return save(group, by=by)


@transaction.atomic
def add_member(
    group: WorkingGroup,
    *,
    organization: Organization | None = None,
    person: Person | None = None,
    name: str = "",
    by: User | None,
) -> WorkingGroupMember:
    """Name a member: a person of the directory, or a name as it was written.

    :raises NobodyError: if neither a person nor a name is given.
    """
    name = clean_name(name)
    if person is None and not name:
        raise NobodyError(_("Choose a person or write the name."))
    member = WorkingGroupMember(group=group, organization=organization, person=person, name=name)
    return save(member, by=by)
