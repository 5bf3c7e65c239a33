"""Who convenes, hosts or coordinates an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.records import delete, save
from events.enums import OrganizerRole
from events.models import Organizer
from events.operations.reminders import look_again

if TYPE_CHECKING:
    from accounts.models import User
    from events.models import Event
    from network.models import Organization


class AlreadyOrganizesError(DomainError):
    """The organization has this role already."""


@transaction.atomic
def add(
    event: Event,
    *,
    organization: Organization,
    role: str = OrganizerRole.CONVENOR,
    by: User | None,
) -> Organizer:
    """Let an organization convene, host or coordinate an event."""
    event = locked(event)
    if event.organizers.filter(organization=organization, role=role).exists():
        raise AlreadyOrganizesError(
            _("%(organization)s has this role already."), organization=organization.name
        )
    look_again(event)
    return save(Organizer(event=event, organization=organization, role=OrganizerRole(role)), by=by)


@transaction.atomic
def remove(organizer: Organizer, *, by: User | None) -> None:
    """Take an organizer off an event."""
    organizer = locked(organizer)
    look_again(organizer.event)
    delete(organizer, by=by)
