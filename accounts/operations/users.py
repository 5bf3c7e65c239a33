"""Users: let somebody in and out; what they change about themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models import LinkRequest, User
from accounts.operations import account_events, links, password_links, sessions
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save


class KnownAddressError(DomainError):
    """Somebody signs in with this address already."""


class OwnAccountError(DomainError):
    """Nobody closes the account that they are signed in with."""


class ClosedError(DomainError):
    """The account is closed, or open, already."""


@transaction.atomic
def add(
    *,
    email: str,
    name: str,
    password: str | None = None,
    time_zone: str = "Asia/Bangkok",
    by: User | None,
) -> User:
    """Let a known person sign in; without a password they choose one by mail first.

    :raises KnownAddressError: if somebody signs in with this address already.
    """
    address = User.objects.normalize_email(email.strip()).lower()
    user = User(email=address, name=clean_name(name), time_zone=time_zone)
    user.set_password(password)
    try:
        return save(user, by=by)
    except IntegrityError as refused:
        raise KnownAddressError(_("Somebody uses this address already.")) from refused


@transaction.atomic
def edit(user: User, *, name: str, language: str, time_zone: str, by: User | None) -> User:
    """Change how the user is named, spoken to, and which clock they see.

    Their mails speak the same language: the address book of the outbox is told as well.
    """
    user = locked(user)
    user.name, user.language, user.time_zone = clean_name(name), language, time_zone
    user.save()
    # The directory stands above accounts: a person's record is known here by name only.
    person: Any = getattr(user, "person", None)
    if person is not None:
        recipient = locked(person.recipient)
        recipient.language, recipient.time_zone = language, time_zone
        recipient.save()
    return user


@transaction.atomic
def close(user: User, *, because: str = "", by: User | None, now: datetime) -> User:
    """Let nobody in by this account from this moment on, by whatever way.

    That nobody signs in is asked at every use. What would open again with the account is ended
    for good: sessions, the links of mails, and the password, with the links to set one.

    :raises OwnAccountError: if it is the account of whoever closes it.
    :raises ClosedError: if it is closed already.
    """
    user = locked(user)
    if by is not None and by.pk == user.pk:
        raise OwnAccountError(_("You cannot close your own account."))
    if not user.is_active:
        raise ClosedError(_("This account is closed already."))
    user.is_active, user.closed_because = False, because
    user.set_unusable_password()
    save(user, by=by)
    account_events.note_act(user, AccountEventKind.CLOSED, by=by, detail=because)
    _end_what_was_given(user, now=now)
    return user


@transaction.atomic
def reopen(user: User, *, by: User | None) -> User:
    """Let somebody in again; they get a mail with a link to set a password.

    :raises ClosedError: if the account is not closed.
    """
    user = locked(user)
    if user.is_active:
        raise ClosedError(_("This account is open already."))
    user.is_active, user.closed_because = True, ""
    save(user, by=by)
    account_events.note_act(user, AccountEventKind.REOPENED, by=by)
    password_links.ask(user.email)
    return user


def _end_what_was_given(user: User, *, now: datetime) -> None:
    sessions.end_all(user)
    LinkRequest.objects.filter(email=user.email).delete()
    # Links are held by the person of the directory, or by the account itself.
    for holder in (user, getattr(user, "person", None)):
        if holder is not None:
            links.revoke_all(holder, now=now)
