"""One search over everything that a reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from accounts.models import User
from core.normalisation import clean_name, fold
from core.search import Search
from dashboards.enums import SearchKind
from events.models import Event, Statement, Topic
from events.queries import events
from network.models import Organization, Person, Position
from network.models.people import PersonQuerySet
from network.queries import search
from partnerships.models import Action, Agreement, Commitment, Designation, Pairing, WorkPlan

SHOWN = 3
# Whoever asks for one kind alone gets so many; more would not be read.
SHOWN_ALONE = 50


@dataclass(frozen=True)
class Group:
    """The first records of one kind that fit the text; ``more`` says that there are others."""

    kind: SearchKind
    records: tuple[Any, ...]
    more: bool = False


def everywhere(text: str, user: User) -> list[Group]:
    """Return the groups in which there is something; an empty text finds nothing."""
    return _groups(text, user, SearchKind, limit=SHOWN)


def one_kind(kind: SearchKind, text: str, user: User) -> list[Group]:
    """Return the records of one kind that fit, as far as somebody would read."""
    return _groups(text, user, [kind], limit=SHOWN_ALONE)


def _groups(text: str, user: User, kinds: Iterable[SearchKind], *, limit: int) -> list[Group]:
    asked = Search(text)
    if not asked.words:
        return []
    found = ((kind, list(_found(kind, asked, user)[: limit + 1])) for kind in kinds)
    return [Group(kind, tuple(rows[:limit]), len(rows) > limit) for kind, rows in found if rows]


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
    conditions = asked.conditions(noun.model, *noun.beside)
    if conditions is None:
        return noun.model._default_manager.none()
    return noun.seen_by(user).filter(*conditions)


def _people(user: User) -> PersonQuerySet:
    now = Position.objects.current().select_related("organization")
    return Person.objects.visible_to(user).prefetch_related(Prefetch("positions", now))


def _pairings(user: User) -> QuerySet[Pairing]:
    return Pairing.objects.visible_to(user).with_parties().order_by("-pk")


def _events(user: User) -> QuerySet[Event]:
    return Event.objects.visible_to(user).select_related("type")


def _of_events(model: type[Topic | Statement], *shown: str) -> Callable[[User], QuerySet[Any]]:
    def seen_by(user: User) -> QuerySet[Any]:
        rows = model._default_manager.filter(event__in=Event.objects.visible_to(user))
        return rows.select_related("event", *shown).order_by("-pk")

    return seen_by


def _newest(model: Any, *shown: str) -> Callable[[User], QuerySet[Any]]:
    def seen_by(user: User) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.visible_to(user).order_by("-pk")
        return rows.select_related(*shown)

    return seen_by


@dataclass(frozen=True)
class _Noun:
    """In what the words of a kind stand, and which records of it a reader may see."""

    model: type[Model]
    seen_by: Callable[[User], QuerySet[Any]]
    beside: tuple[str, ...] = ()


_SIDES = ("conferred_by", "conferred_on")
_PARTIES = ("parties__organization",)
_NOUNS = {
    SearchKind.PAIRINGS: _Noun(Pairing, _pairings, _PARTIES),
    SearchKind.EVENTS: _Noun(Event, _events, events.SEARCHED),
    SearchKind.COMMITMENTS: _Noun(Commitment, _newest(Commitment, "area", "pairing"), ("area",)),
    SearchKind.ACTIONS: _Noun(Action, _newest(Action, "pairing")),
    SearchKind.AGREEMENTS: _Noun(Agreement, _newest(Agreement, "type"), _PARTIES),
    SearchKind.DESIGNATIONS: _Noun(Designation, _newest(Designation, *_SIDES), _SIDES),
    SearchKind.WORK_PLANS: _Noun(WorkPlan, _newest(WorkPlan, "pairing")),
    SearchKind.TOPICS: _Noun(Topic, _of_events(Topic)),
    SearchKind.STATEMENTS: _Noun(Statement, _of_events(Statement, "person"), ("person",)),
}
