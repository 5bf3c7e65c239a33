"""The e-mail addresses of a pasted list: kept in the directory, and never shown with the list.

An address is kept for somebody of the directory who has none yet, by whoever may edit that person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from events.forms.participants import Listed
from network.models import Person


def addresses_to_keep(listed: Iterable[Listed], user: User) -> Mapping[int, str]:
    """Return the addresses that may be kept, by the key of the person; of two the first."""
    found: dict[int, str] = {}
    for one in listed:
        if one.terms.person and is_address(one.mail):
            found.setdefault(one.terms.person.pk, one.mail)
    if not found:
        return {}
    lacking = Person.objects.completed_by(user).filter(pk__in=found, recipient__email="")
    return {pk: found[pk] for pk in lacking.values_list("pk", flat=True)}


def is_address(mail: str) -> bool:
    """Say whether a mail could go there."""
    try:
        validate_email(mail)
    except ValidationError:
        return False
    return True
