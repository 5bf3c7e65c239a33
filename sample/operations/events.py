"""The five meetings, with everybody and everything that the documents name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from events.enums import FileKind, OutcomeKind, ParticipationRole, StatementKind
from events.models import Event, EventType
from events.operations import events
from events.terms.agenda import AgendaEntry, AgendaItemTerms, AgendaSpeakerTerms
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from events.terms.events import EventTerms
from events.terms.logs import EventLog, ForPairing, Results
from events.terms.outcomes import OutcomeTerms
from events.terms.records import (
    EventFileTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)
from network.models import CooperationArea, Organization, Person, Programme
from partnerships.enums import Firmness
from partnerships.models import Agreement, Designation, Pairing, WorkingGroup, WorkPlan
from partnerships.operations import working_groups
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms
from sample.queries.facts import is_loaded, loaded, stated


def load(*, today: date) -> None:
    """Log the meetings in the order of the documents: the launch before what follows it."""
    for fact in stated("events"):
        if not is_loaded(Event, fact["key"]):
            events.log(_log(fact), by=None, today=today)


def _log(fact: dict[str, Any]) -> EventLog:
    return EventLog(
        event=_event(fact),
        state=fact["state"],
        source_key=fact["key"],
        pairings=[loaded(Pairing, key) for key in fact.get("pairings", ())],
        results=_results(fact),
    )


def _event(fact: dict[str, Any]) -> EventTerms:
    source = fact["source"]
    return EventTerms(
        type=EventType.objects.get(key=fact["type"]),
        also_type=EventType.objects.filter(key=fact.get("also_type")).first(),
        programme=Programme.objects.get(key=fact["programme"]),
        parent=_one(Event, fact.get("parent")),
        title=fact["title"],
        day=fact["day"],
        time_zone=fact["time_zone"],
        starts_at=_clock(fact, fact.get("start")),
        ends_at=_clock(fact, fact.get("end")),
        modality=fact["modality"],
        platform=fact.get("platform", ""),
        place=fact.get("place", ""),
        goal=fact.get("goal", ""),
        summary=fact.get("summary", ""),
        follow_up=fact.get("follow_up", ""),
        link_policy=fact.get("link_policy", ""),
        list_is_final=fact.get("list_is_final", True),
        source_name=source["name"],
        source_publisher=source["publisher"],
        source_on=source.get("day"),
    )


def _clock(fact: dict[str, Any], clock: str | None) -> datetime | None:
    if clock is None:
        return None
    zone = ZoneInfo(fact["time_zone"])
    return datetime.combine(fact["day"], time.fromisoformat(clock), zone)


def _results(fact: dict[str, Any]) -> Results:
    return Results(
        organizers=[_organizer(each) for each in fact.get("organizers", ())],
        participations=_everybody(fact),
        head_counts=[HeadCountTerms(people=fact["people"])] if fact.get("people") else [],
        agenda=[_entry(fact, each) for each in fact.get("agenda", ())],
        commitments=[ForPairing(_commitment(each)) for each in fact.get("commitments", ())],
        actions=[ForPairing(ActionTerms(text=each["text"])) for each in fact.get("actions", ())],
        outcomes=[_outcome(fact, each) for each in fact.get("outcomes", ())],
        statements=[_statement(each) for each in fact.get("statements", ())],
        topics=[TopicTerms(text=text) for text in fact.get("topics", ())],
        presentations=[_presentation(each) for each in fact.get("presentations", ())],
        site_visits=[_site_visit(each) for each in fact.get("site_visits", ())],
        files=[_photo(each) for each in fact.get("photos", ())],
    )


def _organizer(fact: dict[str, Any]) -> OrganizerTerms:
    organization = loaded(Organization, fact["organization"])
    return OrganizerTerms(organization=organization, role=fact["role"])


def _everybody(fact: dict[str, Any]) -> list[ParticipationTerms]:
    named = [_named(each) for each in fact.get("participants", ())]
    return [*named, *(_represented(each) for each in fact["represented"])]


def _named(fact: dict[str, Any]) -> ParticipationTerms:
    person = loaded(Person, fact["person"])
    return ParticipationTerms(person=person, capacity=fact["capacity"], roles=fact["roles"])


def _represented(fact: str | dict[str, str]) -> ParticipationTerms:
    """An organization that was there, with unnamed people; they are not counted by name."""
    if isinstance(fact, str):
        return ParticipationTerms(organization=loaded(Organization, fact))
    if "as_written" in fact:
        return ParticipationTerms(organization_name=fact["as_written"])
    return ParticipationTerms(
        organization=loaded(Organization, fact["organization"]), capacity=fact["capacity"]
    )


def _entry(fact: dict[str, Any], item: dict[str, Any]) -> AgendaEntry:
    """Keep the printed order; an item may lie before the start, or have no time."""
    return AgendaEntry(
        item=AgendaItemTerms(
            title=item["title"],
            content=item.get("content", ""),
            starts_at=_clock(fact, item.get("from")),
            ends_at=_clock(fact, item.get("to")),
        ),
        speakers=[_speaker(each) for each in item.get("speakers", ())],
    )


def _speaker(fact: dict[str, Any]) -> AgendaSpeakerTerms:
    return AgendaSpeakerTerms(
        role=fact.get("role", ParticipationRole.SPEAKER),
        person=_one(Person, fact.get("person")),
        organization=_one(Organization, fact.get("organization")),
        name=fact.get("name", ""),
        capacity=fact.get("capacity", ""),
    )


def _commitment(fact: dict[str, Any]) -> CommitmentTerms:
    return CommitmentTerms(
        area=CooperationArea.objects.get(key=fact["area"]),
        text=fact["text"],
        firmness=fact.get("firmness", Firmness.AGREED),
        starts_on=fact.get("from"),
        ends_on=fact.get("to"),
    )


def _outcome(event: dict[str, Any], fact: dict[str, Any]) -> OutcomeTerms:
    became = {name: find(event, fact[name]) for name, find in _BECAME.items() if name in fact}
    return OutcomeTerms(
        kind=OutcomeKind(fact["kind"]),
        text=fact.get("text", ""),
        agreement=became.get("agreement"),
        designation=became.get("designation"),
        work_plan=became.get("work_plan"),
        working_group=became.get("working_group"),
    )


def _working_group(event: dict[str, Any], fact: dict[str, str]) -> WorkingGroup:
    return working_groups.set_up(
        loaded(Pairing, fact["pairing"]),
        WorkingGroupTerms(name=fact["name"], mandate=fact["mandate"], agreed_on=event["day"]),
        by=None,
    )


_BECAME: dict[str, Callable[[dict[str, Any], Any], Any]] = {
    "agreement": lambda _event, key: loaded(Agreement, key),
    "designation": lambda _event, key: loaded(Designation, key),
    "work_plan": lambda _event, key: loaded(WorkPlan, key),
    "working_group": _working_group,
}


def _statement(fact: dict[str, Any]) -> StatementTerms:
    is_quote = "quote" in fact
    return StatementTerms(
        person=_one(Person, fact.get("person")),
        name=fact.get("name", ""),
        capacity=fact.get("capacity", ""),
        kind=StatementKind.QUOTE if is_quote else StatementKind.PARAPHRASE,
        text=fact["quote" if is_quote else "text"],
    )


def _presentation(fact: dict[str, Any]) -> PresentationTerms:
    return PresentationTerms(title=fact["title"], person=loaded(Person, fact["person"]))


def _site_visit(fact: dict[str, Any]) -> SiteVisitTerms:
    return SiteVisitTerms(
        name=fact["name"],
        organization=loaded(Organization, fact["organization"]),
        note=fact.get("note", ""),
    )


def _photo(fact: dict[str, Any]) -> NewFile:
    """A picture of which only the caption is known."""
    terms = EventFileTerms(
        kind=FileKind.PHOTO, caption=fact["caption"], shown=fact.get("shown", "")
    )
    return NewFile(file=None, terms=terms)


def _one(model: Any, key: str | None) -> Any:
    return loaded(model, key) if key else None
