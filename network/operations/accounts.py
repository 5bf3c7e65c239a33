"""The account of somebody in the network: closed with all that goes with it, and opened again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.enums import AccountEventKind
from accounts.models import User
from accounts.operations import account_events, links, sessions, users
from network.enums import Role
from network.models import Person
from network.operations import memberships
from network.queries.holdings import Subject
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
def end_sessions(user: User, *, by: User | None) -> int:
    """Sign somebody out on all devices at once; return on how many. They may sign in again."""
    ended = sessions.end_all(user)
    account_events.note_act(user, AccountEventKind.SESSIONS_ENDED, by=by)
    return ended


@transaction.atomic
def end_links(subject: Subject, *, by: User | None, now: datetime) -> int:
    """Close every link in a mail that somebody holds, with their calendar; return how many.

    New mails bring new ones: they answer for what they answered for before.
    """
    ended = sum(links.revoke_all(each, now=now) for each in subject.records)
    if subject.user is not None:
        account_events.note_act(subject.user, AccountEventKind.LINKS_ENDED, by=by)
    return ended


@transaction.atomic
def reopen(user: User, *, by: User | None) -> User:
    """Let somebody in again, with the roles that they have."""
    return users.reopen(user, by=by)
