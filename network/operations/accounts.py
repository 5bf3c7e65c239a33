"""The account of somebody in the network: closed with all that goes with it, and opened again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.operations import users
from core.errors import DomainError
from network.enums import Role
from network.models import Membership, Person
from notifications.models import Message
from notifications.operations import messages


class LastStaffError(DomainError):
    """Nobody of the project staff would be left."""


@transaction.atomic
def close(user: User, *, because: str = "", by: User | None, now: datetime) -> User:
    """Close an account, and cancel what would be mailed to whoever had it.

    Whoever is next in line is asked instead: the planners check what the account answered for.

    :raises LastStaffError: if nobody of the project staff would be left.
    """
    _leave_one_of_the_staff(user)
    closed = users.close(user, because=because, by=by, now=now)
    readers = Person.objects.filter(user=closed).values("recipient")
    messages.cancel_pending(Message.objects.filter(recipient__in=readers))
    return closed


@transaction.atomic
def reopen(user: User, *, by: User | None) -> User:
    """Let somebody in again, with the roles that they have."""
    return users.reopen(user, by=by)


def _leave_one_of_the_staff(user: User) -> None:
    """Refuse to close the last of the staff; two who close each other wait for one another."""
    working = Membership.objects.filter(role=Role.STAFF).values("user")
    held = User.objects.select_for_update().filter(pk__in=working, is_active=True)
    if set(held.order_by("pk").values_list("pk", flat=True)) == {user.pk}:
        raise LastStaffError(_("This is the last account of the project staff."))
