"""A meeting and everything that it brought, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from events.terms.agenda import AgendaEntry
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from events.terms.events import EventTerms
from events.terms.outcomes import OutcomeTerms
from events.terms.records import (
    DonationTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)
from network.models import Programme
from partnerships.models import Pairing
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import SignedAgreement
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.designations import DesignationTerms
from partnerships.terms.pairings import NewPairing
from partnerships.terms.updates import NewUpdate

TermsT_co = TypeVar("TermsT_co", covariant=True)


@dataclass(frozen=True)
class ForPairing(Generic[TermsT_co]):
    """What a pairing takes over from a meeting; it must be named where several pairings met."""

    terms: TermsT_co
    pairing: Pairing | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """Everything that may be written down along with a meeting.

    ``carried_out`` is what it did of that which was agreed or planned before.
    """

    organizers: Sequence[OrganizerTerms] = ()
    participations: Sequence[ParticipationTerms] = ()
    # E-mail addresses that stood beside the names, by the key of the person.
    addresses: Mapping[int, str] = field(default_factory=dict)
    head_counts: Sequence[HeadCountTerms] = ()
    agenda: Sequence[AgendaEntry] = ()
    commitments: Sequence[ForPairing[CommitmentTerms]] = ()
    actions: Sequence[ForPairing[ActionTerms]] = ()
    agreements: Sequence[SignedAgreement] = ()
    designations: Sequence[DesignationTerms] = ()
    carried_out: Sequence[NewUpdate] = ()
    outcomes: Sequence[OutcomeTerms] = ()
    statements: Sequence[StatementTerms] = ()
    topics: Sequence[TopicTerms] = ()
    presentations: Sequence[PresentationTerms] = ()
    site_visits: Sequence[SiteVisitTerms] = ()
    donations: Sequence[DonationTerms] = ()
    files: Sequence[NewFile] = ()


@dataclass(frozen=True, kw_only=True)
class EventLog:
    """A meeting, who met and what came of it.

    Without ``state`` it was held when its day is not in the future, and is planned otherwise.
    ``starts`` is the pairing that those who met begin with it.
    """

    event: EventTerms
    pairings: Sequence[Pairing] = ()
    programmes: Sequence[Programme] = ()
    starts: NewPairing | None = None
    state: str | None = None
    results: Results = field(default_factory=Results)
    source_key: str | None = None
