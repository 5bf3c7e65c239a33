"""One search over everything that a reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.normalisation import clean_name
from events.models import Event
from events.queries import events
from network.models import Organization, Person
from network.queries import search
from partnerships.models import Action, Pairing, PairingParty

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

SHOWN = 5


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first few, and where all of them are."""

    title: str
    records: tuple[Any, ...]
    url: str


def everywhere(text: str, user: User) -> list[Group]:
    """Return the groups in which something was found; an empty question finds nothing."""
    if not text.strip():
        return []
    groups = [
        _group(_("Organizations"), _organizations(text, user), "network:organization-index", text),
        _group(_("People"), _people(text, user), "network:person-index", text),
        _group(_("Pairings"), _pairings(text, user), "partnerships:pairing-index", text),
        _group(_("Workshops"), _events(text, user), "events:event-index", text),
        _group(_("Actions"), _actions(text, user), "", text),
    ]
    return [group for group in groups if group.records]


def meant_exactly(text: str, user: User) -> Organization | None:
    """Return the one organization whose acronym ``text`` is."""
    name = clean_name(text)
    found = Organization.objects.visible_to(user).filter(acronym__iexact=name)
    named = list(found[:2]) if name else []
    return named[0] if len(named) == 1 else None


def _group(title: str, records: QuerySet[Any], url_name: str, text: str) -> Group:
    url = f"{reverse(url_name)}?{urlencode({'q': text})}" if url_name else ""
    return Group(title, tuple(records[:SHOWN]), url)


def _organizations(text: str, user: User) -> QuerySet[Any]:
    return search.organizations(text, Organization.objects.visible_to(user).with_details())


def _people(text: str, user: User) -> QuerySet[Any]:
    return search.people(text, Person.objects.visible_to(user))


def _pairings(text: str, user: User) -> QuerySet[Any]:
    named = search.organizations(text, Organization.objects.all())
    sides = PairingParty.objects.filter(organization__in=named.order_by().values("pk"))
    found = Q(title__icontains=text) | Q(pk__in=sides.values("pairing"))
    return Pairing.objects.visible_to(user).filter(found)


def _events(text: str, user: User) -> QuerySet[Any]:
    return events.search(text, Event.objects.visible_to(user))


def _actions(text: str, user: User) -> QuerySet[Any]:
    visible = Action.objects.visible_to(user).select_related("pairing")
    for word in text.split():
        visible = visible.filter(text__icontains=word)
    return visible
