"""Users: let somebody in; what they change about themselves."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name


class KnownAddressError(DomainError):
    """Somebody signs in with this address already."""


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
    if User.objects.filter(email=email.strip().lower()).exists():
        raise KnownAddressError(_("Somebody uses this address already."))
    return User.objects.create_user(
        email.strip(), password, name=clean_name(name), time_zone=time_zone
    )


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
