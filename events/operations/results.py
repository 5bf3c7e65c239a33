"""What a meeting brought, written down together with the meeting itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from events.enums import CountMethod, FileKind, OrganizerRole, ParticipationState, StatementKind
from events.operations import attendance, organizers, outcomes, records
from partnerships.enums import Firmness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from accounts.models import User
    from core.uploads import Checked
    from events.models import Event
    from network.models import CooperationArea, Organization, Person
    from partnerships.models import Pairing


class NoPairingError(DomainError):
    """Something was agreed, and nobody says between whom."""


@dataclass(frozen=True, kw_only=True)
class Organized:
    """An organization that convened, hosted or coordinated the meeting."""

    organization: Organization
    role: str = OrganizerRole.CONVENOR


@dataclass(frozen=True, kw_only=True)
class AgreedArea:
    """An area on which a pairing agreed; ``pairing`` is needed where several pairings met."""

    area: CooperationArea
    text: str = ""
    firmness: str = Firmness.AGREED
    starts_on: date | None = None
    ends_on: date | None = None
    pairing: Pairing | None = None


@dataclass(frozen=True, kw_only=True)
class NextAction:
    """A next step; neither organization nor person means that all sides act."""

    text: str
    organization: Organization | None = None
    person: Person | None = None
    due_on: date | None = None
    pairing: Pairing | None = None


@dataclass(frozen=True, kw_only=True)
class TookPart:
    """Somebody on the list of participants, linked to the directory or only as written."""

    person: Person | None = None
    organization: Organization | None = None
    name: str = ""
    organization_name: str = ""
    capacity: str = ""
    roles: tuple[str, ...] = ()
    state: str | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many people of one organization took part."""

    organization: Organization
    people: int | None = None
    women: int | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody said."""

    text: str
    person: Person | None = None
    name: str = ""
    capacity: str = ""
    kind: str = StatementKind.PARAPHRASE


class Results(TypedDict, total=False):
    """Everything that may be written down along with a meeting."""

    organizations: Iterable[Organization]
    organizers: Iterable[Organized]
    commitments: Iterable[AgreedArea]
    actions: Iterable[NextAction]
    people: int | None
    women: int | None
    counted_as: str
    count_by_organization: Iterable[Counted]
    participants: Iterable[TookPart]
    statements: Iterable[Said]
    topics: Iterable[str]
    files: Iterable[Checked]


def record(event: Event, results: Results, *, by: User | None) -> None:
    """Write down what the meeting brought; each kind of fact has its own act."""
    for name, write in _WRITERS.items():
        if results.get(name):
            write(event, results, by)
    if results.get("people") is not None or results.get("women") is not None:
        _count_all(event, results, by)


def _organizers(event: Event, results: Results, by: User | None) -> None:
    for organized in results["organizers"]:
        organizers.add(event, organization=organized.organization, role=organized.role, by=by)


def _organizations(event: Event, results: Results, by: User | None) -> None:
    for organization in results["organizations"]:
        state = _presence(event, None)
        attendance.take_part(event, organization=organization, state=state, by=by)


def _participants(event: Event, results: Results, by: User | None) -> None:
    for somebody in results["participants"]:
        attendance.take_part(
            event,
            person=somebody.person,
            organization=somebody.organization,
            name=somebody.name,
            organization_name=somebody.organization_name,
            capacity=somebody.capacity,
            roles=somebody.roles,
            state=_presence(event, somebody.state),
            by=by,
        )


def _commitments(event: Event, results: Results, by: User | None) -> None:
    for agreed in results["commitments"]:
        outcomes.adopt_commitment(
            event,
            pairing=_pairing(event, agreed.pairing),
            area=agreed.area,
            text=agreed.text,
            firmness=agreed.firmness,
            starts_on=agreed.starts_on,
            ends_on=agreed.ends_on,
            by=by,
        )


def _actions(event: Event, results: Results, by: User | None) -> None:
    for step in results["actions"]:
        outcomes.adopt_action(
            event,
            pairing=_pairing(event, step.pairing),
            text=step.text,
            organization=step.organization,
            person=step.person,
            due_on=step.due_on,
            by=by,
        )


def _count_all(event: Event, results: Results, by: User | None) -> None:
    attendance.count(
        event,
        people=results.get("people"),
        women=results.get("women"),
        method=results.get("counted_as", CountMethod.REPORTED),
        by=by,
    )


def _counts(event: Event, results: Results, by: User | None) -> None:
    for counted in results["count_by_organization"]:
        attendance.count(
            event,
            organization=counted.organization,
            people=counted.people,
            women=counted.women,
            method=results.get("counted_as", CountMethod.REPORTED),
            by=by,
        )


def _statements(event: Event, results: Results, by: User | None) -> None:
    for said in results["statements"]:
        records.add_statement(
            event,
            person=said.person,
            name=said.name,
            capacity=said.capacity,
            kind=said.kind,
            text=said.text,
            by=by,
        )


def _topics(event: Event, results: Results, by: User | None) -> None:
    for text in results["topics"]:
        records.add_topic(event, text=text, by=by)


def _files(event: Event, results: Results, by: User | None) -> None:
    for file in results["files"]:
        kind = FileKind.PHOTO if file.content_type.startswith("image/") else FileKind.OTHER
        records.add_file(event, file=file, kind=kind, by=by)


_WRITERS: dict[str, Callable[[Event, Results, Any], None]] = {
    "organizers": _organizers,
    "organizations": _organizations,
    "participants": _participants,
    "commitments": _commitments,
    "actions": _actions,
    "count_by_organization": _counts,
    "statements": _statements,
    "topics": _topics,
    "files": _files,
}


def _presence(event: Event, state: str | None) -> str:
    """Return how far taking part has come: who is named before the day is only invited."""
    if state:
        return state
    return ParticipationState.ATTENDED if event.has_happened else ParticipationState.INVITED


def _pairing(event: Event, named: Pairing | None) -> Pairing:
    """Return the pairing that agreed: the named one, or the only one that met."""
    if named:
        return named
    met = list(event.pairings.select_related("pairing")[:2])
    if len(met) != 1:
        raise NoPairingError(
            _("Choose the pairing that met: agreed areas and actions belong to a pairing.")
        )
    return met[0].pairing
