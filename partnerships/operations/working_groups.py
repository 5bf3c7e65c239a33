"""Working groups: set one up, name its members as they become known."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.records import save
from partnerships.models import Pairing, WorkingGroup, WorkingGroupMember
from partnerships.operations import pairings
from partnerships.terms.working_groups import WorkingGroupMemberTerms, WorkingGroupTerms


class NobodyError(DomainError):
    """A member is somebody of the directory or has at least a name."""


@transaction.atomic
def set_up(pairing: Pairing, terms: WorkingGroupTerms, *, by: User | None) -> WorkingGroup:
    """Set up a group; its members may be named later."""
    return save(terms.write_to(WorkingGroup(pairing=pairing)), by=by)


@transaction.atomic
def add_member(
    group: WorkingGroup, terms: WorkingGroupMemberTerms, *, by: User | None
) -> WorkingGroupMember:
    """Name a member: a person of the directory, or a name as it was written.

    :raises NobodyError: if neither a person nor a name is given.
    """
    member = terms.write_to(WorkingGroupMember(group=group))
    if member.person is None and not member.name:
        raise NobodyError(_("Choose a person or write the name."))
    pairings.hold([group.pairing_id])
    return save(member, by=by)
