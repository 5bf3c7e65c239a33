"""One search over everything that a reader may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from accounts.models import User
from core.db import count_each
from core.normalisation import clean_name, fold
from core.pages import MOST
from core.search import Search
from dashboards.enums import SearchKind
from events.models import (
    Donation,
    Event,
    EventFile,
    Presentation,
    SiteVisit,
    Statement,
    Topic,
)
from network.models import Organization, Person, Position
from network.models.people import PersonQuerySet
from network.queries import search
from partnerships.models import (
    Action,
    Agreement,
    AgreementFile,
    Comment,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    UpdateFile,
    WorkPlan,
)

SHOWN = 3


@dataclass(frozen=True)
class Group:
    """The first records of one kind that fit the text, and how many fit, as lists count them."""

    kind: SearchKind
    records: tuple[Any, ...]
    total: int = 0

    @property
    def more(self) -> bool:
        """Whether there are others."""
        return self.total > len(self.records)


def everywhere(text: str, user: User) -> list[Group]:
    """Return the groups in which there is something; an empty text finds nothing."""
    asked = Search(text)
    if not asked.words:
        return []
    asked.look_into([*_NAMED, *(noun.model for noun in _NOUNS.values())])
    found = {kind: _found(kind, asked, user) for kind in SearchKind}
    first = {kind: list(rows[: SHOWN + 1]) for kind, rows in found.items()}
    counts = count_each(
        {kind: found[kind] for kind, rows in first.items() if len(rows) > SHOWN}, up_to=MOST + 1
    )
    return [
        Group(kind, tuple(rows[:SHOWN]), counts.get(kind, len(rows)))
        for kind, rows in first.items()
        if rows
    ]


def of_kind(kind: SearchKind, text: str, user: User) -> QuerySet[Any]:
    """Return all records of one kind that fit."""
    return _found(kind, Search(text), user)


def meant_exactly(text: str, user: User) -> Organization | None:
    """Return the one organization whose acronym ``text`` is."""
    name, folded = clean_name(text), fold(text)
    if not folded:
        return None
    visible = Organization.objects.visible_to(user).order_by("pk")
    named = list(visible.filter(Q(acronym__iexact=name) | Q(acronym__iexact=folded))[:2])
    return named[0] if len(named) == 1 else None


def _found(kind: SearchKind, asked: Search, user: User) -> QuerySet[Any]:
    """Return the records of one kind that have each word; who has a name also when it is misspelt.

    What the reader may see is asked of those kinds alone that have the words.
    """
    if kind == SearchKind.ORGANIZATIONS:
        return search.organizations(asked, Organization.objects.visible_to(user).with_details())
    if kind == SearchKind.PEOPLE:
        return search.people(asked, _people(user))
    noun = _NOUNS[kind]
    conditions = asked.conditions(noun.model) if asked.words else None
    if conditions is None:
        return noun.model._default_manager.none()
    return noun.seen_by(user).filter(*conditions)


def _people(user: User) -> PersonQuerySet:
    now = Position.objects.current().select_related("organization")
    return Person.objects.visible_to(user).prefetch_related(Prefetch("positions", now))


@dataclass(frozen=True)
class _Noun:
    """A kind whose records are found by the words in them: which of it a reader may see."""

    model: type[Model]
    seen_by: Callable[[User], QuerySet[Any]]


def _newest(model: Any, *shown: str, narrow: Callable[[Any], Any] = lambda rows: rows) -> _Noun:
    """Return a noun whose newest records stand first, with what is ``shown`` of each."""

    def seen_by(user: User) -> QuerySet[Any]:
        rows: QuerySet[Any] = narrow(model.objects.visible_to(user))
        return rows.select_related(*shown).order_by("-pk")

    return _Noun(model, seen_by)


def _of_events(model: Any, *shown: str) -> _Noun:
    def seen_by(user: User) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.filter(event__in=Event.objects.visible_to(user))
        return rows.select_related("event", *shown).order_by("-pk")

    return _Noun(model, seen_by)


def _pairings(user: User) -> QuerySet[Pairing]:
    return Pairing.objects.visible_to(user).with_parties().order_by("-pk")


def _events(user: User) -> QuerySet[Event]:
    return Event.objects.visible_to(user).select_related("type")


# What is found by its name.
_NAMED = (Organization, Person)
_ABOUT = ("pairing", "action", "commitment__area")
_NOUNS = {
    SearchKind.PAIRINGS: _Noun(Pairing, _pairings),
    SearchKind.EVENTS: _Noun(Event, _events),
    SearchKind.COMMITMENTS: _newest(Commitment, "area", "pairing"),
    SearchKind.ACTIONS: _newest(Action, "pairing"),
    SearchKind.UPDATES: _newest(ProgressUpdate, *_ABOUT, narrow=lambda rows: rows.current()),
    SearchKind.COMMENTS: _newest(Comment, "pairing", narrow=lambda rows: rows.said()),
    SearchKind.AGREEMENTS: _newest(Agreement, "type"),
    SearchKind.DESIGNATIONS: _newest(Designation, *Designation.found_by),
    SearchKind.WORK_PLANS: _newest(WorkPlan, "pairing", narrow=lambda rows: rows.newest()),
    SearchKind.TOPICS: _of_events(Topic),
    SearchKind.STATEMENTS: _of_events(Statement, "person"),
    SearchKind.PRESENTATIONS: _of_events(Presentation, "person"),
    SearchKind.VISITS: _of_events(SiteVisit, "organization"),
    SearchKind.DONATIONS: _of_events(Donation, *Donation.found_by),
    SearchKind.EVENT_FILES: _newest(EventFile, "event"),
    SearchKind.AGREEMENT_FILES: _newest(AgreementFile, "agreement"),
    SearchKind.UPDATE_FILES: _newest(UpdateFile, "progress_update__pairing"),
}
