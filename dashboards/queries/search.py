"""One search over everything that a reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from core.normalisation import clean_name, fold
from core.search import Search
from dashboards.enums import SearchKind
from events.models import Event, Statement, Topic
from events.queries import events
from network.models import Organization, Person, Position
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
    found = ((kind, list(_ROWS[kind](asked, user)[: limit + 1])) for kind in kinds)
    return [Group(kind, tuple(rows[:limit]), len(rows) > limit) for kind, rows in found if rows]


def meant_exactly(text: str, user: User) -> Organization | None:
    """Return the one organization whose acronym ``text`` is."""
    name, folded = clean_name(text), fold(text)
    if not folded:
        return None
    visible = Organization.objects.visible_to(user).order_by("pk")
    named = list(visible.filter(Q(acronym__iexact=name) | Q(acronym__iexact=folded))[:2])
    return named[0] if len(named) == 1 else None


def _organizations(asked: Search, user: User) -> QuerySet[Any]:
    return search.organizations(asked, Organization.objects.visible_to(user).with_details())


def _people(asked: Search, user: User) -> QuerySet[Any]:
    now = Position.objects.current().select_related("organization")
    visible = Person.objects.visible_to(user).prefetch_related(Prefetch("positions", now))
    return search.people(asked, visible)


def _pairings(asked: Search, user: User) -> QuerySet[Any]:
    visible = Pairing.objects.visible_to(user).with_parties()
    return asked.among(visible, "parties__organization").order_by("-pk")


def _events(asked: Search, user: User) -> QuerySet[Any]:
    return events.search(asked, Event.objects.visible_to(user).select_related("type"))


def _commitments(asked: Search, user: User) -> QuerySet[Any]:
    visible = Commitment.objects.visible_to(user).select_related("area", "pairing")
    return asked.among(visible, "area").order_by("-pk")


def _actions(asked: Search, user: User) -> QuerySet[Any]:
    visible = Action.objects.visible_to(user).select_related("pairing")
    return asked.among(visible).order_by("-pk")


def _agreements(asked: Search, user: User) -> QuerySet[Any]:
    visible = Agreement.objects.visible_to(user).select_related("type")
    return asked.among(visible, "parties__organization").order_by("-pk")


def _designations(asked: Search, user: User) -> QuerySet[Any]:
    visible = Designation.objects.visible_to(user).select_related("conferred_by", "conferred_on")
    return asked.among(visible, "conferred_by", "conferred_on").order_by("-pk")


def _work_plans(asked: Search, user: User) -> QuerySet[Any]:
    visible = WorkPlan.objects.visible_to(user).select_related("pairing")
    return asked.among(visible).order_by("-pk")


def _topics(asked: Search, user: User) -> QuerySet[Any]:
    seen = Topic.objects.filter(event__in=Event.objects.visible_to(user))
    return asked.among(seen.select_related("event")).order_by("-pk")


def _statements(asked: Search, user: User) -> QuerySet[Any]:
    seen = Statement.objects.filter(event__in=Event.objects.visible_to(user))
    return asked.among(seen.select_related("event", "person"), "person").order_by("-pk")


_ROWS: dict[SearchKind, Callable[[Search, User], QuerySet[Any]]] = {
    SearchKind.ORGANIZATIONS: _organizations,
    SearchKind.PEOPLE: _people,
    SearchKind.PAIRINGS: _pairings,
    SearchKind.EVENTS: _events,
    SearchKind.COMMITMENTS: _commitments,
    SearchKind.ACTIONS: _actions,
    SearchKind.AGREEMENTS: _agreements,
    SearchKind.DESIGNATIONS: _designations,
    SearchKind.WORK_PLANS: _work_plans,
    SearchKind.TOPICS: _topics,
    SearchKind.STATEMENTS: _statements,
}
