"""Who took part and how many, and who organized it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.terms import Terms
from events.enums import CountMethod, OrganizerRole
from events.models import Participation
from network.models import Organization, Person


@dataclass(frozen=True, kw_only=True)
class ParticipationTerms(Terms):
    """Somebody on the list of participants, linked to the directory or only as written.

    Without a ``state`` they are invited before the meeting and took part after it.
    """

    person: Person | None = None
    organization: Organization | None = None
    name: str = ""
    organization_name: str = ""
    capacity: str = ""
    roles: Sequence[str] = ()
    state: str | None = None
    instead_of: Participation | None = None

    @property
    def is_group(self) -> bool:
        """Whether an organization or people without names are meant."""
        return self.person is None and not self.name


@dataclass(frozen=True, kw_only=True)
class HeadCountTerms(Terms):
    """How many took part, in all or of one organization."""

    organization: Organization | None = None
    people: int | None = None
    women: int | None = None
    persons_with_disabilities: int | None = None
    online: int | None = None
    method: str = CountMethod.REPORTED


@dataclass(frozen=True, kw_only=True)
class OrganizerTerms(Terms):
    """An organization that convened, hosted or coordinated the meeting."""

    organization: Organization
    role: str = OrganizerRole.CONVENOR
