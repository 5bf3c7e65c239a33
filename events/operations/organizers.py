"""Who convenes, hosts or coordinates an event."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from events.enums import OrganizerRole
from events.models import Event, Organizer
from events.terms.attendance import OrganizerTerms


class AlreadyOrganizesError(DomainError):
    """The organization has this role already."""


@transaction.atomic
def add(event: Event, terms: OrganizerTerms, *, by: User | None) -> Organizer:
    """Let an organization convene, host or coordinate an event."""
    event = locked(event)
    if event.organizers.filter(organization=terms.organization, role=terms.role).exists():
        raise _has_this_role(terms)
    return save(_organizer(event, terms), by=by)


def organizers_of(event: Event, everybody: Sequence[OrganizerTerms]) -> list[Organizer]:
    """Return the rows of the organizers of a new event; nothing is saved."""
    seen = set()
    for terms in everybody:
        key = terms.organization.pk, OrganizerRole(terms.role)
        if key in seen:
            raise _has_this_role(terms)
        seen.add(key)
    return [_organizer(event, terms) for terms in everybody]


def _organizer(event: Event, terms: OrganizerTerms) -> Organizer:
    organizer = terms.write_to(Organizer(event=event))
    organizer.role = OrganizerRole(terms.role)
    return organizer


def _has_this_role(terms: OrganizerTerms) -> AlreadyOrganizesError:
    return AlreadyOrganizesError(_("%(name)s has this role already."), name=terms.organization.name)
