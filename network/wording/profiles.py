"""What the profile of an organization says, and where to say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from network.enums import ProfilePart
from network.models import Organization


@dataclass(frozen=True)
class Step:
    """One thing that a complete profile says, and where to say it."""

    label: str
    url: str
    done: bool


def steps(organization: Organization, said: Mapping[ProfilePart, bool]) -> list[Step]:
    """Return the parts of a complete profile, each with the form that says it."""
    return [Step(str(part.label), _url(organization, part), done) for part, done in said.items()]


def _url(organization: Organization, part: ProfilePart) -> str:
    key = [organization.pk]
    if part in (ProfilePart.NEED, ProfilePart.OFFER):
        return f"{reverse('network:interest-add', args=key)}?kind={part.value}"
    if part == ProfilePart.PEOPLE:
        return f"{reverse('network:person-add')}?organization={organization.pk}"
    if part == ProfilePart.FOCAL_POINT:
        return reverse("network:focal-point-appoint", args=key)
    return reverse("network:organization-edit", args=key)
