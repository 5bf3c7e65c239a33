"""Who answers for an organization on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.models import FocalPoint, Person

if TYPE_CHECKING:
    from datetime import date

    from network.models import Organization
    from network.models.people import PersonQuerySet


def answering_for(organization: Organization, *, on: date) -> PersonQuerySet:
    """Return the focal points of ``organization`` on ``on``; those of its parent if it has none.

    A department without its own focal point is answered for by its ministry or college.
    """
    own = FocalPoint.objects.on(on).filter(organization=organization)
    if not own.exists() and organization.parent_id:
        own = FocalPoint.objects.on(on).filter(organization=organization.parent_id)
    return Person.objects.filter(pk__in=own.values("person")).select_related(
        "recipient", "honorific"
    )
