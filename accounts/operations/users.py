"""What a user changes about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.db import locked
from core.normalisation import clean_name

if TYPE_CHECKING:
    from accounts.models import User


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
