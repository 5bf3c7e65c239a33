"""The five meetings, with everybody and everything that the documents name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from events.enums import FileKind, StatementKind
from events.models import Event
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
from network.models import Programme
from partnerships.models import Pairing
from partnerships.operations import working_groups
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms
from sample.queries.facts import TermsT, loaded, missing, terms_of


def load(*, today: date) -> None:
    """Log the meetings in the order of the documents: the launch before what follows it."""
    noon = datetime.combine(today, time(12), UTC)
    for fact in missing(Event, "events"):
        events.log(_log(fact), by=None, now=noon)


def _log(fact: dict[str, Any]) -> EventLog:
    clocks = {
        "starts_at": _clock(fact, fact.get("start")),
        "ends_at": _clock(fact, fact.get("end")),
    }
    return EventLog(
        event=terms_of(EventTerms, fact, **clocks),
        state=fact["state"],
        source_key=fact["key"],
        pairings=[loaded(Pairing, key) for key in fact.get("pairings", ())],
        programmes=[loaded(Programme, key) for key in fact["programmes"]],
        results=_results(fact),
    )


def _clock(fact: dict[str, Any], clock: str | None) -> datetime | None:
    if clock is None:
        return None
    zone = ZoneInfo(fact["time_zone"])
    return datetime.combine(fact["day"], time.fromisoformat(clock), zone)


def _results(fact: dict[str, Any]) -> Results:
    return Results(
        organizers=_all(OrganizerTerms, fact, "organizers"),
        participations=[
            *_all(ParticipationTerms, fact, "participants"),
            *(_represented(each) for each in fact["represented"]),
        ],
        head_counts=[HeadCountTerms(people=fact["people"])] if fact.get("people") else [],
        agenda=[_entry(fact, each) for each in fact.get("agenda", ())],
        commitments=[ForPairing(each) for each in _all(CommitmentTerms, fact, "commitments")],
        actions=[ForPairing(each) for each in _all(ActionTerms, fact, "actions")],
        outcomes=[_outcome(fact, each) for each in fact.get("outcomes", ())],
        statements=[_statement(each) for each in fact.get("statements", ())],
        topics=[TopicTerms(text=text) for text in fact.get("topics", ())],
        presentations=_all(PresentationTerms, fact, "presentations"),
        site_visits=_all(SiteVisitTerms, fact, "site_visits"),
        files=[_photo(each) for each in fact.get("photos", ())],
    )


def _all(terms: type[TermsT], fact: dict[str, Any], part: str) -> list[TermsT]:
    return [terms_of(terms, each) for each in fact.get(part, ())]


def _represented(fact: str | dict[str, str]) -> ParticipationTerms:
    """An organization that was there, with unnamed people; they are not counted by name."""
    return terms_of(ParticipationTerms, {"organization": fact} if isinstance(fact, str) else fact)


def _entry(fact: dict[str, Any], item: dict[str, Any]) -> AgendaEntry:
    """Keep the printed order; an item may lie before the start, or have no time."""
    clocks = {"starts_at": _clock(fact, item.get("from")), "ends_at": _clock(fact, item.get("to"))}
    return AgendaEntry(
        item=terms_of(AgendaItemTerms, item, **clocks),
        speakers=_all(AgendaSpeakerTerms, item, "speakers"),
    )


def _outcome(event: dict[str, Any], fact: dict[str, Any]) -> OutcomeTerms:
    """A working group is set up by its meeting; any other record was brought in before."""
    if "working_group" not in fact:
        return terms_of(OutcomeTerms, fact)
    group = fact["working_group"]
    terms = terms_of(WorkingGroupTerms, group, agreed_on=event["day"])
    set_up = working_groups.set_up(loaded(Pairing, group["pairing"]), terms, by=None)
    return OutcomeTerms(kind=fact["kind"], working_group=set_up)


def _statement(fact: dict[str, Any]) -> StatementTerms:
    if "quote" in fact:
        return terms_of(StatementTerms, fact, text=fact["quote"], kind=StatementKind.QUOTE)
    return terms_of(StatementTerms, fact)


def _photo(fact: dict[str, Any]) -> NewFile:
    """A picture of which only the caption is known."""
    return NewFile(file=None, terms=terms_of(EventFileTerms, fact, kind=FileKind.PHOTO))
