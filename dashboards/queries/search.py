"""One search over everything that a reader may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core.normalisation import clean_name
from dashboards.enums import SearchKind
from events.models import Event
from events.queries import events
from network.models import Organization, Person
from network.queries import search
from partnerships.models import Action, Pairing, PairingParty

SHOWN = 5


@dataclass(frozen=True)
class Group:
    """The first records of one kind that fit the text."""

    kind: SearchKind
    records: tuple[Any, ...]


def everywhere(text: str, user: User) -> list[Group]:
    """Return the groups in which there is something; an empty text finds nothing."""
    if not text.strip():
        return []
    groups = (Group(kind, tuple(_ROWS[kind](text, user)[:SHOWN])) for kind in SearchKind)
    return [group for group in groups if group.records]


def meant_exactly(text: str, user: User) -> Organization | None:
    """Return the one organization whose acronym ``text`` is."""
    name = clean_name(text)
    acronyms = Organization.objects.visible_to(user).filter(acronym__iexact=name)
    named = list(acronyms[:2]) if name else []
    return named[0] if len(named) == 1 else None


def _organizations(text: str, user: User) -> QuerySet[Any]:
    return search.organizations(text, Organization.objects.visible_to(user).with_details())


def _people(text: str, user: User) -> QuerySet[Any]:
    return search.people(text, Person.objects.visible_to(user))


def _pairings(text: str, user: User) -> QuerySet[Any]:
    named = search.organizations(text, Organization.objects.all())
    sides = PairingParty.objects.filter(organization__in=named.order_by().values("pk"))
    fitting = Q(title__icontains=text) | Q(pk__in=sides.values("pairing"))
    return Pairing.objects.visible_to(user).filter(fitting)


def _events(text: str, user: User) -> QuerySet[Any]:
    return events.search(text, Event.objects.visible_to(user))


def _actions(text: str, user: User) -> QuerySet[Any]:
    visible = Action.objects.visible_to(user).select_related("pairing")
    for word in text.split():
        visible = visible.filter(text__icontains=word)
    return visible


_ROWS: dict[SearchKind, Callable[[str, User], QuerySet[Any]]] = {
    SearchKind.ORGANIZATIONS: _organizations,
    SearchKind.PEOPLE: _people,
    SearchKind.PAIRINGS: _pairings,
    SearchKind.EVENTS: _events,
    SearchKind.ACTIONS: _actions,
}
