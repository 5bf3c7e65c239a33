"""What was said, shown and seen at a meeting, and its files."""

from __future__ import annotations

from dataclasses import dataclass

from core.terms import Terms
from core.uploads import Checked
from events.enums import FileKind, StatementKind
from network.models import Organization, Person


@dataclass(frozen=True, kw_only=True)
class TopicTerms(Terms):
    """What was discussed."""

    text: str


@dataclass(frozen=True, kw_only=True)
class StatementTerms(Terms):
    """What somebody said, in their words or in short."""

    text: str
    kind: str = StatementKind.PARAPHRASE
    person: Person | None = None
    name: str = ""
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class PresentationTerms(Terms):
    """Which presentation was given; by whom may be unknown."""

    title: str
    person: Person | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteVisitTerms(Terms):
    """Which place the delegation saw."""

    name: str
    organization: Organization | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DonationTerms(Terms):
    """Who gave what to whom; quantity and value are as they were written."""

    what: str
    giver: Organization | None = None
    giver_name: str = ""
    receiver: Organization | None = None
    receiver_name: str = ""
    quantity: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class EventFileTerms(Terms):
    """What is said of a file; a photo says who is shown and whether they agreed."""

    kind: str = FileKind.OTHER
    caption: str = ""
    credit: str = ""
    shown: str = ""
    consent: bool | None = None


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file and what is said of it; without ``file`` only the caption that a document mentions."""

    file: Checked | None
    terms: EventFileTerms

    @classmethod
    def of(cls, file: Checked) -> NewFile:
        """Return a file of which nothing was said: a picture is a photo."""
        is_picture = file.content_type.startswith("image/")
        kind = FileKind.PHOTO if is_picture else FileKind.OTHER
        return cls(file=file, terms=EventFileTerms(kind=kind))
