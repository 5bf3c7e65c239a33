"""What the groups of the search are called, and where all of a group is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from dashboards.enums import SearchKind
from dashboards.queries.search import Group

# Actions have a list, but it is not searched by words.
_LISTS = {
    SearchKind.ORGANIZATIONS: "network:organization-index",
    SearchKind.PEOPLE: "network:person-index",
    SearchKind.PAIRINGS: "partnerships:pairing-index",
    SearchKind.EVENTS: "events:event-index",
}


@dataclass(frozen=True)
class ShownGroup:
    """A group with its heading and the address of the whole list; "" where there is none."""

    title: str
    records: tuple[Any, ...]
    url: str


def shown(group: Group, *, text: str) -> ShownGroup:
    """Return a group of what fits ``text`` as it is shown."""
    name = _LISTS.get(group.kind)
    url = f"{reverse(name)}?{urlencode({'q': text})}" if name else ""
    return ShownGroup(str(group.kind.label), group.records, url)
