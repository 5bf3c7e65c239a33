"""What an organization looks for and what it can offer."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import delete, save
from network.models import Interest, Organization
from network.terms.interests import InterestTerms


class AlreadyStatedError(DomainError):
    """The organization has said so already."""


@transaction.atomic
def state(organization: Organization, terms: InterestTerms, *, by: User | None) -> Interest:
    """Record a need or an offer in one area.

    :raises AlreadyStatedError: if the same is recorded for the same words and period.
    """
    organization = locked(organization)
    terms = replace(terms, text=terms.text.strip())
    if organization.interests.filter(**vars(terms)).exists():
        raise AlreadyStatedError(_("This is already on the list. Add other words or a period."))
    return save(terms.write_to(Interest(organization=organization)), by=by)


@transaction.atomic
def withdraw(interest: Interest, *, by: User | None) -> None:
    """Take a need or an offer off the list; the history keeps it."""
    delete(locked(interest), by=by)
