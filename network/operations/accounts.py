"""The account of somebody in the network: closed with all that goes with it, and opened again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.operations import users
from network.enums import Role
from network.models import Person
from network.operations import memberships
from notifications.models import Message
from notifications.operations import messages


@transaction.atomic
def close(user: User, *, because: str = "", by: User | None, now: datetime) -> User:
    """Close an account, and cancel what would be mailed to whoever had it.

    Whoever is next in line is asked instead: the planners check what the account answered for.

    :raises LastStaffError: if nobody of the project staff would be left.
    """
    if user.memberships.now().filter(role=Role.STAFF, programme=None).exists():
        memberships.keep_staff_without(user)
    closed = users.close(user, because=because, by=by, now=now)
    readers = Person.objects.filter(user=closed).values("recipient")
    messages.cancel_pending(Message.objects.filter(recipient__in=readers))
    return closed


@transaction.atomic
def reopen(user: User, *, by: User | None) -> User:
    """Let somebody in again, with the roles that they have."""
    return users.reopen(user, by=by)
