"""Who sends an invitation in person, as its reader knows them."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from network.models import Person


@dataclass(frozen=True)
class Inviter:
    """A name, and where an answer reaches them."""

    name: str
    address: str


def inviter(user: int | None) -> Inviter | None:
    """Return who the user with this key is to a reader; None if nobody sent it, or they left."""
    found = User.objects.filter(pk=user, is_active=True).first() if user else None
    if found is None:
        return None
    person = Person.objects.filter(user=found).select_related("recipient", "honorific").first()
    if person is None:
        return Inviter(str(found), found.email)
    reached = person.recipient.email if person.recipient.is_reachable else ""
    return Inviter(person.addressed, reached or found.email)
