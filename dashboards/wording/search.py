"""What the groups of the search are called, what is told of a record, where all of a group is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.normalisation import fold, words
from core.pages import counted
from dashboards.enums import SearchKind
from dashboards.queries.search import Group
from events.models import Donation, Event, EventFile, Presentation, Statement
from events.wording import times
from network.models import Organization, Person
from partnerships.models import (
    Agreement,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkPlan,
)

# Of the other kinds there is no list: the search shows all of one.
_LISTS = {
    SearchKind.ORGANIZATIONS: "network:organization-index",
    SearchKind.PEOPLE: "network:person-index",
    SearchKind.PAIRINGS: "partnerships:pairing-index",
    SearchKind.EVENTS: "events:event-index",
    SearchKind.COMMITMENTS: "partnerships:commitment-index",
    SearchKind.ACTIONS: "partnerships:action-index",
    SearchKind.UPDATES: "partnerships:update-index",
    SearchKind.AGREEMENTS: "partnerships:agreement-index",
    SearchKind.DESIGNATIONS: "partnerships:designation-index",
    SearchKind.WORK_PLANS: "partnerships:work-plan-index",
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
    """A group with its heading, and the address and number of all that fits; "" if all is shown."""

    name: str
    title: str
    records: tuple[Found, ...]
    url: str = ""
    all: str = ""


def shown(group: Group, *, text: str) -> ShownGroup:
    """Return a group of what fits ``text`` as it is shown."""
    asked = words(text)
    found = tuple(_found(group.kind, record, asked) for record in group.records)
    first = ShownGroup(group.kind.value, str(group.kind.label), found)
    if not group.more:
        return first
    everything = _("See all %(number)s") % {"number": counted(group.total)}
    return replace(first, url=_address(group.kind, text), all=everything)


def _address(kind: SearchKind, text: str) -> str:
    if name := _LISTS.get(kind):
        return f"{reverse(name)}?{urlencode({'q': text})}"
    return f"{reverse('dashboards:search')}?{urlencode({'q': text, 'kind': kind.value})}"


def _found(kind: SearchKind, record: Any, asked: Sequence[str]) -> Found:
    where = tuple(str(part) for part in _WHERE[kind](record) if part)
    text = _said(record) if kind == SearchKind.UPDATES else str(record)
    return Found(passage(text, asked), where, _leads_to(kind, record))


def _said(update: ProgressUpdate) -> str:
    return " ".join(filter(None, (update.text, update.challenges)))


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
    """What has no page of its own stands on that of a meeting, of a paper or of an update."""
    whole, anchor = _STANDS_ON.get(kind, ("", ""))
    if not whole:
        return str(record.get_absolute_url())
    page = getattr(record, whole).get_absolute_url()
    return f"{page}#{anchor}" if anchor else str(page)


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


def _of_update(update: ProgressUpdate) -> tuple[object, ...]:
    return update.get_answer_display(), update.action or update.commitment, update.pairing


def _by_somebody(said: Statement | Presentation) -> tuple[object, ...]:
    return (said.person or said.name), said.event


def _of_donation(donation: Donation) -> tuple[object, ...]:
    names = {
        "giver": donation.giver or donation.giver_name,
        "receiver": donation.receiver or donation.receiver_name,
    }
    told = _("given by %(giver)s to %(receiver)s") % names if all(names.values()) else ""
    return told or names["giver"] or names["receiver"], donation.event


def _of_event_file(file: EventFile) -> tuple[object, ...]:
    return file.get_kind_display(), (file.name if file.caption else ""), file.event


_STANDS_ON = {
    SearchKind.TOPICS: ("event", "topics"),
    SearchKind.STATEMENTS: ("event", "statements"),
    SearchKind.PRESENTATIONS: ("event", "presentations"),
    SearchKind.VISITS: ("event", "visits"),
    SearchKind.DONATIONS: ("event", "donations"),
    SearchKind.EVENT_FILES: ("event", "files"),
    SearchKind.AGREEMENT_FILES: ("agreement", "files"),
    SearchKind.UPDATE_FILES: ("progress_update", ""),
}
_WHERE: dict[SearchKind, Callable[[Any], tuple[object, ...]]] = {
    SearchKind.ORGANIZATIONS: _of_organization,
    SearchKind.PEOPLE: _of_person,
    SearchKind.PAIRINGS: _of_pairing,
    SearchKind.EVENTS: _of_event,
    SearchKind.COMMITMENTS: _of_commitment,
    SearchKind.ACTIONS: lambda action: (action.pairing,),
    SearchKind.UPDATES: _of_update,
    SearchKind.COMMENTS: lambda comment: (comment.get_kind_display(), comment.pairing),
    SearchKind.AGREEMENTS: _of_agreement,
    SearchKind.DESIGNATIONS: _of_designation,
    SearchKind.WORK_PLANS: _of_work_plan,
    SearchKind.TOPICS: lambda topic: (topic.event,),
    SearchKind.STATEMENTS: _by_somebody,
    SearchKind.PRESENTATIONS: _by_somebody,
    SearchKind.VISITS: lambda visit: (visit.organization, visit.event),
    SearchKind.DONATIONS: _of_donation,
    SearchKind.EVENT_FILES: _of_event_file,
    SearchKind.AGREEMENT_FILES: lambda file: (file.agreement,),
    SearchKind.UPDATE_FILES: lambda file: (file.progress_update.pairing,),
}
