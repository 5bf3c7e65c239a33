"""What needs somebody's attention, the most urgent first: the reader's, or only that of others.

A network of any size costs the same: one statement counts every kind, none further than ``MOST``,
and what is shown is fetched by a slice of each kind that has a place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from accounts.models import User
from core.db import count_each
from core.models import leads_nowhere, leads_to
from dashboards.enums import ConcernKind, Whose
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.models import Event
from followup.queries import replies
from network.models import scope_of
from network.models.concerns import has_all_seen, in_care_of, worked_on_by
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
from partnerships.models.comments import CommentQuerySet
from partnerships.models.pairings import PairingQuerySet
from partnerships.models.updates import ProgressUpdateQuerySet

RowsT = TypeVar("RowsT", bound="QuerySet[Any]")
Waiting = dict[ConcernKind, QuerySet[Any]]
# By which keys of a reader it is their own to act.
Acts = Callable[[User], list[int]]
SHOWN, OTHERS_SHOWN = 8, 3
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
class Listed:
    """The concerns that are shown, and how many there are in all, or at least."""

    concerns: tuple[Concern, ...]
    total: int
    is_more: bool = False

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.total - len(self.concerns)


@dataclass(frozen=True)
class Attention:
    """What waits for the reader, and what only others can deal with."""

    own: Listed
    others: Listed


@dataclass(frozen=True)
class Concerns:
    """Everything that waits for somebody: counted before, a slice is fetched when asked for."""

    waiting: Waiting
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

    def first(self, number: int) -> Listed:
        """Return the first of them, and how many there are."""
        return Listed(tuple(self[:number]), len(self), self.is_more)

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
    """Return the first things that the reader should deal with today, and those for others."""
    waiting = concerns(scope)
    own = waiting[Whose.OWN].first(limit)
    return Attention(own, waiting[Whose.OTHERS].first(OTHERS_SHOWN))


def concerns(scope: Scope) -> dict[Whose, Concerns]:
    """Return everything that waits, by who can act on it, to be read page by page.

    One statement counts all kinds of both lists.
    """
    waiting = {whose: waiting_rows(scope, whose) for whose in Whose}
    found = count_each(
        {_key(whose, kind): each for whose in Whose for kind, each in waiting[whose].items()},
        up_to=MOST + 1,
    )
    return {whose: _counted(waiting[whose], found, whose) for whose in Whose}


def calls_for_help(scope: Scope) -> list[Concern]:
    """Return the first calls for help that the reader can answer."""
    calls = _blocked(scope, Whose.OWN)[:OTHERS_SHOWN]
    return [Concern(ConcernKind.BLOCKED, call) for call in calls]


def waiting_rows(scope: Scope, whose: Whose | None = None) -> Waiting:
    """Return the rows of each kind in the scope, to be narrowed or counted.

    Unless ``whose`` says so, whoever can act on them. Under an area they are what is about it.
    Messages belong to no part of the network.
    """
    return {kind: rows_of(scope, whose) for kind, rows_of in _ROWS.items()}


def _key(whose: Whose, kind: ConcernKind) -> str:
    return f"{whose} {kind}"


def _counted(waiting: Waiting, found: dict[str, int], whose: Whose) -> Concerns:
    all_of = {kind: found[_key(whose, kind)] for kind in waiting}
    counts = {kind: min(number, MOST) for kind, number in all_of.items()}
    return Concerns(waiting, counts, is_more=counts != all_of)


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


def _seen(
    model: Any,
    scope: Scope,
    whose: Whose | None,
    *,
    area: str = "commitment__area",
    acts: Acts = worked_on_by,
) -> Any:
    """Return what belongs to pairings of the scope, and lies in its area.

    Who sees many pairings asks of each row whether it belongs to one: a thousand are counted, and
    three are shown. Those of few pairings are gathered.
    """
    pairings = _divided(rows.pairings(replace(scope, area=None)), scope, whose, acts)
    found = model.objects.all()
    if pairings.query.has_filters():
        of_many = leads_to(pairings, "pk", to="pairing")
        found = found.filter(of_many if _sees_many(scope) else Q(pairing__in=pairings))
    return found.filter(**{f"{area}__in": scope.area.with_parts()}) if scope.area else found


def _divided(
    pairings: PairingQuerySet, scope: Scope, whose: Whose | None, acts: Acts = worked_on_by
) -> PairingQuerySet:
    """Return those of the pairings in which the reader can act, or those where only others can.

    By the keys that the rules of these acts compare (``partnerships.rules``).
    """
    keys = acts(scope.user)
    if whose is None:
        return pairings
    if has_all_seen(scope.user, keys):
        return _all_or_none(pairings, whose, is_own=True)
    return pairings.concerning_any(keys) if whose == Whose.OWN else pairings.concerning_none(keys)


def _all_or_none(found: RowsT, whose: Whose | None, *, is_own: bool) -> RowsT:
    """Return all of them, or none, where one answer holds for all that the reader sees."""
    return found if whose in {None, Whose.OWN if is_own else Whose.OTHERS} else found.none()


def _sees_many(scope: Scope) -> bool:
    reader = scope_of(scope.user)
    is_of_few = scope.organization or scope.pairing
    return bool(reader.is_staff or reader.countries or reader.programmes) and not is_of_few


def _blocked(scope: Scope, whose: Whose | None) -> QuerySet[ProgressUpdate]:
    calls: ProgressUpdateQuerySet = _seen(ProgressUpdate, scope, whose).calls()
    details = ("pairing", "action", "commitment__area", "author", "submitted_by")
    return calls.select_related(*details).order_by("submitted_at", "pk")


def _undelivered_messages(scope: Scope, whose: Whose | None) -> QuerySet[Message]:
    if scope.is_narrowed or not scope_of(scope.user).works_for_ilo:
        return Message.objects.none()
    failed = outbox.needing_attention(Message.objects.visible_to(scope.user))
    return _all_or_none(failed, whose, is_own=True)


def _open_questions(scope: Scope, whose: Whose | None) -> QuerySet[Comment]:
    """Return the questions that wait; who asked cannot answer, and an official sees their own."""
    asked_by_reader = Q(submitted_by=scope.user)
    questions: CommentQuerySet = _seen(Comment, scope, None)
    if not scope_of(scope.user).writes:
        questions = questions.filter(asked_by_reader)
    if whose == Whose.OWN:
        questions = _seen(Comment, scope, whose).exclude(asked_by_reader)
    elif whose:
        elsewhere = _divided(rows.pairings(replace(scope, area=None)), scope, whose)
        questions = questions.filter(asked_by_reader | leads_to(elsewhere, "pk", to="pairing"))
    details = ("pairing", "submitted_by")
    return questions.open().select_related(*details).order_by("submitted_at", "pk")


def _overdue_actions(scope: Scope, whose: Whose | None) -> QuerySet[Action]:
    actions: QuerySet[Action] = _seen(Action, scope, whose).overdue(scope.today)
    actions = actions.filter(_uncalled("action"))
    return actions.select_related("pairing", "organization").order_by("due_on", "pk")


def _reports_due(scope: Scope, whose: Whose | None) -> QuerySet[Event]:
    meetings = rows.meetings(Event.objects.visible_to(scope.user), scope)
    run = Event.objects.run_by(scope.user)
    if not scope_of(scope.user).writes or not run.query.has_filters():
        meetings = _all_or_none(meetings, whose, is_own=scope_of(scope.user).writes)
    elif whose == Whose.OWN:
        meetings = meetings.run_by(scope.user)
    elif whose:
        meetings = meetings.filter(leads_nowhere(run, "pk"))
    return meetings.report_due(scope.today).order_by("known_until", "pk")


def _stand_ins(scope: Scope, whose: Whose | None) -> QuerySet[Event]:
    found: QuerySet[Event] = replies.stand_ins_waiting(scope.user, today=scope.today)
    if scope.is_narrowed:
        found = found.filter(pk__in=rows.meetings(Event.objects.all(), scope).values("pk"))
    return _all_or_none(found, whose, is_own=True)


def _ending_agreements(scope: Scope, whose: Whose | None) -> QuerySet[Agreement]:
    agreements = rows.agreements(Agreement.objects.visible_to(scope.user), scope)
    ending = agreements.expiring(scope.today).filter(renewed_by=None).order_by("ends_on", "pk")
    return _all_or_none(ending, whose, is_own=scope_of(scope.user).writes)


def _referrals(scope: Scope, whose: Whose | None) -> QuerySet[AnswerReferral]:
    hints: QuerySet[AnswerReferral] = _seen(AnswerReferral, scope, whose, acts=in_care_of).open()
    return hints.select_related("pairing", "person").order_by("created_at", "pk")


def _unverified_updates(scope: Scope, whose: Whose | None) -> QuerySet[ProgressUpdate]:
    updates: ProgressUpdateQuerySet = _seen(ProgressUpdate, scope, whose).current(one_by_one=True)
    waiting = updates.filter(verified_at=None, returned_at=None).of_others(scope.user)
    waiting = waiting.filter(calls_for_help=False)
    waiting = waiting.select_related("pairing", "action", "commitment__area")
    return waiting.order_by("submitted_at", "pk")


def _late_commitments(scope: Scope, whose: Whose | None) -> QuerySet[Commitment]:
    late: QuerySet[Commitment] = _seen(Commitment, scope, whose, area="area").late(scope.today)
    late = late.select_related("pairing", "area", "promised_by").filter(_uncalled("commitment"))
    return late.order_by("ends_on", "pk")


def _quiet_pairings(scope: Scope, whose: Whose | None) -> QuerySet[Pairing]:
    pairings = _divided(rows.pairings(scope), scope, whose).with_status(scope.today)
    quiet = pairings.in_status(PairingStatus.QUIET, scope.today)
    return quiet.order_by("last_contact_on", "title", "pk")


def _uncalled(item: str) -> Q:
    """Return the condition that nobody calls for help with it: such a call stands there already.

    It is asked of each: of what waits few are counted, however many calls there are.
    """
    return leads_nowhere(ProgressUpdate.objects.calls(), item)


# The order of the kinds is the order of the list.
_ROWS: dict[ConcernKind, Callable[[Scope, Whose | None], QuerySet[Any]]] = {
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
