"""What the groups of the search are called, what is told of a record, where all of a group is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.normalisation import fold, words
from dashboards.enums import SearchKind
from dashboards.queries.search import Group
from events.models import Event, Statement
from events.wording import times
from network.models import Organization, Person
from partnerships.models import Agreement, Commitment, Designation, Pairing, WorkPlan

# Of the other kinds there is no list that is searched by words.
_LISTS = {
    SearchKind.ORGANIZATIONS: "network:organization-index",
    SearchKind.PEOPLE: "network:person-index",
    SearchKind.PAIRINGS: "partnerships:pairing-index",
    SearchKind.EVENTS: "events:event-index",
    SearchKind.AGREEMENTS: "partnerships:agreement-index",
}
# How many letters are shown of what was said, and how many words before the one that was asked.
_LONGEST, _BEFORE = 200, 6


@dataclass(frozen=True)
class Found:
    """A record as the search shows it: what it says, where it belongs, where it leads."""

    title: str
    where: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class ShownGroup:
    """A group with its heading and the address of all that fits; "" where all is shown.

    ``is_cut`` says that there is more, and that no page shows it.
    """

    name: str
    title: str
    records: tuple[Found, ...]
    url: str = ""
    is_cut: bool = False


def shown(group: Group, *, text: str, alone: bool = False) -> ShownGroup:
    """Return a group of what fits ``text`` as it is shown, with others or alone."""
    asked = words(text)
    found = tuple(_found(group.kind, record, asked) for record in group.records)
    url = _address(group.kind, text) if group.more and not alone else ""
    return ShownGroup(group.kind.value, str(group.kind.label), found, url, group.more and alone)


def _address(kind: SearchKind, text: str) -> str:
    if name := _LISTS.get(kind):
        return f"{reverse(name)}?{urlencode({'q': text})}"
    return f"{reverse('dashboards:search')}?{urlencode({'q': text, 'kind': kind.value})}"


def _found(kind: SearchKind, record: Any, asked: Sequence[str]) -> Found:
    where = tuple(str(part) for part in _WHERE[kind](record) if part)
    return Found(passage(str(record), asked), where, _leads_to(kind, record))


def passage(text: str, asked: Sequence[str]) -> str:
    """Return ``text``, of a long one the part in which the first of the ``asked`` words stands."""
    if len(text) <= _LONGEST:
        return text
    parts = text.split()
    hits = (at for at, part in enumerate(parts) if any(word in fold(part) for word in asked))
    start = next(hits, 0)
    start = start - _BEFORE if len(" ".join(parts[:start])) > _LONGEST // 2 else 0
    shown = " ".join(parts[start:])
    return ("\N{HORIZONTAL ELLIPSIS} " if start else "") + Truncator(shown).chars(_LONGEST)


def _leads_to(kind: SearchKind, record: Any) -> str:
    """What was said or discussed has no page of its own: it stands on the page of its event."""
    if kind in {SearchKind.TOPICS, SearchKind.STATEMENTS}:
        return f"{record.event.get_absolute_url()}#{kind.value}"
    return str(record.get_absolute_url())


def _of_organization(organization: Organization) -> tuple[object, ...]:
    kind, parent = organization.kind, organization.parent
    return kind, parent, organization.city, organization.country


def _of_person(person: Person) -> tuple[object, ...]:
    position = next(iter(person.positions.all()), None)
    return (position.title, position.organization) if position else ()


def _of_pairing(pairing: Pairing) -> tuple[object, ...]:
    return tuple(party.organization.short_name for party in pairing.parties.all())


def _of_event(event: Event) -> tuple[object, ...]:
    return event.type, times.when(event, []).day, event.place


def _of_commitment(commitment: Commitment) -> tuple[object, ...]:
    is_told = fold(commitment.area.name) == fold(str(commitment))
    return ("" if is_told else commitment.area), commitment.pairing


def _of_agreement(agreement: Agreement) -> tuple[object, ...]:
    return agreement.type, agreement.get_state_display()


def _of_designation(designation: Designation) -> tuple[object, ...]:
    names = {"giver": designation.conferred_by, "holder": designation.conferred_on}
    return (_("given by %(giver)s to %(holder)s") % names,)


def _of_work_plan(plan: WorkPlan) -> tuple[object, ...]:
    return (plan.pairing or _("The whole network"),)


def _of_statement(statement: Statement) -> tuple[object, ...]:
    return (statement.person or statement.name), statement.event


_WHERE: dict[SearchKind, Callable[[Any], tuple[object, ...]]] = {
    SearchKind.ORGANIZATIONS: _of_organization,
    SearchKind.PEOPLE: _of_person,
    SearchKind.PAIRINGS: _of_pairing,
    SearchKind.EVENTS: _of_event,
    SearchKind.COMMITMENTS: _of_commitment,
    SearchKind.ACTIONS: lambda action: (action.pairing,),
    SearchKind.AGREEMENTS: _of_agreement,
    SearchKind.DESIGNATIONS: _of_designation,
    SearchKind.WORK_PLANS: _of_work_plan,
    SearchKind.TOPICS: lambda topic: (topic.event,),
    SearchKind.STATEMENTS: _of_statement,
}
