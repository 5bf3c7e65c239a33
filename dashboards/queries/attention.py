"""What needs somebody's attention, the most urgent first.

A network of any size costs the same: one statement counts every kind, none further than ``MOST``,
and what is shown is fetched by a slice of each kind that has a place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from core.db import count_each
from core.models import leads_nowhere, leads_to
from dashboards.enums import ConcernKind
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.models import Event
from followup.queries import replies
from network.models import scope_of
from notifications.models import Message
from notifications.queries import outbox
from partnerships.enums import PairingStatus
from partnerships.models import (
    Action,
    Agreement,
    AnswerReferral,
    Comment,
    Commitment,
    Pairing,
    ProgressUpdate,
)
from partnerships.models.updates import ProgressUpdateQuerySet

SHOWN = 8
MOST = 1_000


@dataclass(frozen=True)
class Concern:
    """One thing that waits.

    ``record`` is what it is about, ``number`` how many there are of what is told in one line.
    """

    kind: ConcernKind
    record: Any = None
    number: int = 1


@dataclass(frozen=True)
class Attention:
    """The concerns that are shown, and how many there are in all, or at least."""

    concerns: tuple[Concern, ...]
    total: int
    is_more: bool = False

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.total - len(self.concerns)


@dataclass(frozen=True)
class Concerns:
    """Everything that waits for a reader: counted at once, a slice is fetched when asked for."""

    waiting: dict[ConcernKind, QuerySet[Any]]
    counts: dict[ConcernKind, int]
    is_more: bool

    def __len__(self) -> int:
        return sum(self._lines().values())

    def __getitem__(self, part: slice) -> list[Concern]:
        start, stop, _step = part.indices(len(self))
        return [
            concern
            for kind, rows_of_kind in _parts(self._lines(), start, stop)
            for concern in self._of(kind, rows_of_kind)
        ]

    def _lines(self) -> dict[ConcernKind, int]:
        """Return how many lines each kind takes: messages share one."""
        in_one = ConcernKind.UNDELIVERED_MESSAGES
        return {**self.counts, in_one: min(self.counts[in_one], 1)}

    def _of(self, kind: ConcernKind, part: slice) -> list[Concern]:
        if kind == ConcernKind.UNDELIVERED_MESSAGES:
            return [Concern(kind, number=self.counts[kind])]
        records = self.waiting[kind][part]
        if kind == ConcernKind.STAND_INS:
            return [Concern(kind, event, event.waiting) for event in records]
        return [Concern(kind, record) for record in records]


def attention(scope: Scope, *, limit: int = SHOWN) -> Attention:
    """Return the first things that the reader should look at today, and how many there are."""
    waiting = concerns(scope)
    return Attention(tuple(waiting[:limit]), len(waiting), waiting.is_more)


def concerns(scope: Scope) -> Concerns:
    """Return everything that the reader should look at today, to be read page by page."""
    waiting = waiting_rows(scope)
    found = count_each(waiting, up_to=MOST + 1)
    counts = {kind: min(number, MOST) for kind, number in found.items()}
    return Concerns(waiting, counts, is_more=counts != found)


def waiting_rows(scope: Scope) -> dict[ConcernKind, QuerySet[Any]]:
    """Return the rows of each kind in the scope, to be narrowed or counted.

    Under an area they are what is about it. Messages belong to no part of the network.
    """
    return {kind: rows_of(scope) for kind, rows_of in _ROWS.items()}


def _parts(
    lines: dict[ConcernKind, int], start: int, stop: int
) -> Iterator[tuple[ConcernKind, slice]]:
    """Yield which rows of which kind lie between two places of the whole list."""
    before = 0
    for kind, number in lines.items():
        first, last = max(start - before, 0), min(stop - before, number)
        if first < last:
            yield kind, slice(first, last)
        before += number


def _seen(model: Any, scope: Scope, *, area: str = "commitment__area") -> Any:
    """Return what belongs to pairings of the scope, and lies in its area.

    Who sees many pairings asks of each row whether it belongs to one: a thousand are counted, and
    three are shown. Those of few pairings are gathered.
    """
    pairings = rows.pairings(replace(scope, area=None))
    found = model.objects.all()
    if pairings.query.has_filters():
        of_many = leads_to(pairings, "pk", to="pairing")
        found = found.filter(of_many if _sees_many(scope) else Q(pairing__in=pairings))
    return found.filter(**{f"{area}__in": scope.area.with_parts()}) if scope.area else found


def _sees_many(scope: Scope) -> bool:
    reader = scope_of(scope.user)
    is_of_few = scope.organization or scope.pairing
    return bool(reader.is_staff or reader.countries or reader.programmes) and not is_of_few


def _blocked(scope: Scope) -> QuerySet[ProgressUpdate]:
    calls: ProgressUpdateQuerySet = _seen(ProgressUpdate, scope).calls()
    details = ("pairing", "action", "commitment__area", "author", "submitted_by")
    return calls.select_related(*details).order_by("submitted_at", "pk")


def _undelivered_messages(scope: Scope) -> QuerySet[Message]:
    if scope.is_narrowed:
        return Message.objects.none()
    return outbox.needing_attention(Message.objects.visible_to(scope.user))


def _open_questions(scope: Scope) -> QuerySet[Comment]:
    """Return the questions that wait; of who answers none those that they asked themselves."""
    reader = scope_of(scope.user)
    questions: QuerySet[Comment] = _seen(Comment, scope).open()
    if not (reader.works_for_ilo or reader.organizations):
        questions = questions.filter(submitted_by=scope.user)
    return questions.select_related("pairing", "submitted_by").order_by("submitted_at", "pk")


def _overdue_actions(scope: Scope) -> QuerySet[Action]:
    actions: QuerySet[Action] = _seen(Action, scope).overdue(scope.today)
    actions = actions.filter(_uncalled("action"))
    return actions.select_related("pairing").order_by("due_on", "pk")


def _reports_due(scope: Scope) -> QuerySet[Event]:
    meetings = rows.meetings(Event.objects.visible_to(scope.user), scope)
    return meetings.report_due(scope.today).order_by("known_until", "pk")


def _stand_ins(scope: Scope) -> QuerySet[Event]:
    found: QuerySet[Event] = replies.stand_ins_waiting(scope.user, today=scope.today)
    if scope.is_narrowed:
        found = found.filter(pk__in=rows.meetings(Event.objects.all(), scope).values("pk"))
    return found


def _ending_agreements(scope: Scope) -> QuerySet[Agreement]:
    agreements = rows.agreements(Agreement.objects.visible_to(scope.user), scope)
    return agreements.expiring(scope.today).filter(renewed_by=None).order_by("ends_on", "pk")


def _referrals(scope: Scope) -> QuerySet[AnswerReferral]:
    hints: QuerySet[AnswerReferral] = _seen(AnswerReferral, scope).open()
    return hints.select_related("pairing", "person").order_by("created_at", "pk")


def _unverified_updates(scope: Scope) -> QuerySet[ProgressUpdate]:
    # As ``current``, asked of each.
    is_current = leads_nowhere(ProgressUpdate.objects.all(), "supersedes")
    updates: QuerySet[ProgressUpdate] = _seen(ProgressUpdate, scope).filter(is_current)
    waiting = updates.filter(verified_at=None, returned_at=None).exclude(submitted_by=scope.user)
    waiting = waiting.filter(calls_for_help=False)
    waiting = waiting.select_related("pairing", "action", "commitment__area")
    return waiting.order_by("submitted_at", "pk")


def _late_commitments(scope: Scope) -> QuerySet[Commitment]:
    late: QuerySet[Commitment] = _seen(Commitment, scope, area="area").late(scope.today)
    late = late.select_related("pairing", "area").filter(_uncalled("commitment"))
    return late.order_by("ends_on", "pk")


def _quiet_pairings(scope: Scope) -> QuerySet[Pairing]:
    pairings = rows.pairings(scope).with_status(scope.today)
    quiet = pairings.in_status(PairingStatus.QUIET, scope.today)
    return quiet.order_by("last_contact_on", "title", "pk")


def _uncalled(item: str) -> Q:
    """Return the condition that nobody calls for help with it: such a call stands there already.

    It is asked of each: of what waits few are counted, however many calls there are.
    """
    return leads_nowhere(ProgressUpdate.objects.calls(), item)


# The order of the kinds is the order of the list.
_ROWS: dict[ConcernKind, Callable[[Scope], QuerySet[Any]]] = {
    ConcernKind.BLOCKED: _blocked,
    ConcernKind.UNDELIVERED_MESSAGES: _undelivered_messages,
    ConcernKind.OPEN_QUESTION: _open_questions,
    ConcernKind.OVERDUE_ACTION: _overdue_actions,
    ConcernKind.REPORT_DUE: _reports_due,
    ConcernKind.STAND_INS: _stand_ins,
    ConcernKind.ENDING_AGREEMENT: _ending_agreements,
    ConcernKind.REFERRAL: _referrals,
    ConcernKind.UNVERIFIED_UPDATE: _unverified_updates,
    ConcernKind.LATE_COMMITMENT: _late_commitments,
    ConcernKind.QUIET_PAIRING: _quiet_pairings,
}
