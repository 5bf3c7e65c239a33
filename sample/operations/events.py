"""The five meetings, with everybody and everything that the documents name."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from events.enums import FileKind, OutcomeKind, ParticipationRole, StatementKind
from events.models import Event, EventType
from events.operations import agenda, events, outcomes, records
from events.operations.results import AgreedArea, NextAction, Organized, Said, TookPart
from network.models import CooperationArea, Organization, Person, Programme
from partnerships.enums import Firmness
from partnerships.models import Agreement, Designation, Pairing, WorkingGroup, WorkPlan
from partnerships.operations import working_groups
from partnerships.terms.working_groups import WorkingGroupTerms
from sample.queries.facts import is_loaded, loaded, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_AS_PRINTED = (
    "title",
    "modality",
    "platform",
    "place",
    "goal",
    "summary",
    "follow_up",
    "link_policy",
    "list_is_final",
    "day",
    "time_zone",
)


def load(*, today: date) -> None:
    """Log the meetings in the order of the documents: the launch before what follows it."""
    for fact in stated("events"):
        if not is_loaded(Event, fact["key"]):
            event = _log(fact, today)
            _agenda(event, fact.get("agenda", ()))
            _outcomes(event, fact.get("outcomes", ()))
            _records(event, fact)


def _log(fact: dict[str, Any], today: date) -> Event:
    given: dict[str, Any] = {name: fact[name] for name in _AS_PRINTED if name in fact}
    return events.log(
        by=None,
        today=today,
        state=fact["state"],
        source_key=fact["key"],
        pairings=_each(Pairing, fact.get("pairings", ())),
        type=EventType.objects.get(key=fact["type"]),
        also_type=EventType.objects.filter(key=fact.get("also_type")).first(),
        programme=Programme.objects.get(key=fact["programme"]),
        parent=loaded(Event, fact["parent"]) if "parent" in fact else None,
        **_hours(fact),
        **_source(fact["source"]),
        **_results(fact),
        **given,
    )


def _hours(fact: dict[str, Any]) -> dict[str, Any]:
    if "start" not in fact:
        return {}
    day, zone = fact["day"], fact["time_zone"]
    return {"starts_at": _at(day, fact["start"], zone), "ends_at": _at(day, fact["end"], zone)}


def _at(day: date, clock: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))


def _source(source: dict[str, Any]) -> dict[str, Any]:
    return {
        "source_name": source["name"],
        "source_publisher": source["publisher"],
        "source_on": source.get("day"),
    }


def _results(fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "people": fact.get("people"),
        "organizers": [
            Organized(organization=loaded(Organization, each["organization"]), role=each["role"])
            for each in fact.get("organizers", ())
        ],
        "participants": [
            *(_named(each) for each in fact.get("participants", ())),
            *(_represented(each) for each in fact["represented"]),
        ],
        "commitments": [_commitment(each) for each in fact.get("commitments", ())],
        "actions": [NextAction(text=each["text"]) for each in fact.get("actions", ())],
        "statements": [_statement(each) for each in fact.get("statements", ())],
        "topics": fact.get("topics", ()),
    }


def _named(fact: dict[str, Any]) -> TookPart:
    person = loaded(Person, fact["person"])
    return TookPart(person=person, capacity=fact["capacity"], roles=tuple(fact["roles"]))


def _represented(fact: str | dict[str, str]) -> TookPart:
    """An organization that was there, with unnamed people; they are not counted by name."""
    if isinstance(fact, str):
        return TookPart(organization=loaded(Organization, fact))
    if "as_written" in fact:
        return TookPart(organization_name=fact["as_written"])
    return TookPart(
        organization=loaded(Organization, fact["organization"]), capacity=fact["capacity"]
    )


def _commitment(fact: dict[str, Any]) -> AgreedArea:
    return AgreedArea(
        area=CooperationArea.objects.get(key=fact["area"]),
        text=fact["text"],
        firmness=fact.get("firmness", Firmness.AGREED),
        starts_on=fact.get("from"),
        ends_on=fact.get("to"),
    )


def _statement(fact: dict[str, Any]) -> Said:
    is_quote = "quote" in fact
    return Said(
        person=loaded(Person, fact["person"]) if "person" in fact else None,
        name=fact.get("name", ""),
        capacity=fact.get("capacity", ""),
        kind=StatementKind.QUOTE if is_quote else StatementKind.PARAPHRASE,
        text=fact["quote" if is_quote else "text"],
    )


def _agenda(event: Event, items: Iterable[dict[str, Any]]) -> None:
    """Keep the printed order; an item may lie before the start, or have no time."""
    for order, fact in enumerate(items):
        item = agenda.add_item(
            event,
            title=fact["title"],
            content=fact.get("content", ""),
            starts_at=_clock(event, fact.get("from")),
            ends_at=_clock(event, fact.get("to")),
            order=order,
            by=None,
        )
        for speaker in fact.get("speakers", ()):
            agenda.add_speaker(
                item,
                role=speaker.get("role", ParticipationRole.SPEAKER),
                person=_one(Person, speaker.get("person")),
                organization=_one(Organization, speaker.get("organization")),
                name=speaker.get("name", ""),
                capacity=speaker.get("capacity", ""),
                by=None,
            )


def _clock(event: Event, clock: str | None) -> datetime | None:
    return _at(event.day, clock, event.time_zone) if clock and event.day else None


def _outcomes(event: Event, facts: Iterable[dict[str, Any]]) -> None:
    for fact in facts:
        became = {name: find(event, fact[name]) for name, find in _BECAME.items() if name in fact}
        outcomes.record(
            event,
            kind=OutcomeKind(fact["kind"]),
            text=fact.get("text", ""),
            by=None,
            **became,
        )


def _working_group(event: Event, fact: dict[str, str]) -> WorkingGroup:
    return working_groups.set_up(
        loaded(Pairing, fact["pairing"]),
        WorkingGroupTerms(name=fact["name"], mandate=fact["mandate"], agreed_on=event.day),
        by=None,
    )


_BECAME: dict[str, Callable[[Event, Any], Any]] = {
    "agreement": lambda _event, key: loaded(Agreement, key),
    "designation": lambda _event, key: loaded(Designation, key),
    "work_plan": lambda _event, key: loaded(WorkPlan, key),
    "working_group": _working_group,
}


def _records(event: Event, fact: dict[str, Any]) -> None:
    for shown in fact.get("presentations", ()):
        records.add_presentation(
            event, title=shown["title"], person=loaded(Person, shown["person"]), by=None
        )
    for site in fact.get("site_visits", ()):
        records.add_site_visit(
            event,
            name=site["name"],
            organization=loaded(Organization, site["organization"]),
            note=site.get("note", ""),
            by=None,
        )
    for photo in fact.get("photos", ()):
        records.add_file(
            event,
            file=None,
            kind=FileKind.PHOTO,
            caption=photo["caption"],
            shown=photo.get("shown", ""),
            by=None,
        )


def _each(model: Any, keys: Iterable[str]) -> list[Any]:
    return [loaded(model, key) for key in keys]


def _one(model: Any, key: str | None) -> Any:
    return loaded(model, key) if key else None
