"""What needs somebody's attention, the most urgent first.

A network of any size costs the same: one statement counts every kind, none further than ``MOST``,
and what is shown is fetched by a slice of each kind that has a place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from core.db import count_each
from dashboards.enums import ConcernKind
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
            for kind, rows in _parts(self._lines(), start, stop)
            for concern in self._of(kind, rows)
        ]

    def _lines(self) -> dict[ConcernKind, int]:
        """Return how many lines each kind takes: messages share one."""
        in_one = ConcernKind.UNDELIVERED_MESSAGES
        return {**self.counts, in_one: min(self.counts[in_one], 1)}

    def _of(self, kind: ConcernKind, rows: slice) -> list[Concern]:
        if kind == ConcernKind.UNDELIVERED_MESSAGES:
            return [Concern(kind, number=self.counts[kind])]
        records = self.waiting[kind][rows]
        if kind == ConcernKind.STAND_INS:
            return [Concern(kind, event, event.waiting) for event in records]
        return [Concern(kind, record) for record in records]


def attention(user: User, *, today: date, limit: int = SHOWN) -> Attention:
    """Return the first things that ``user`` should look at today, and how many there are."""
    waiting = concerns(user, today=today)
    return Attention(tuple(waiting[:limit]), len(waiting), waiting.is_more)


def concerns(user: User, *, today: date) -> Concerns:
    """Return everything that ``user`` should look at today, to be read page by page."""
    waiting = waiting_rows(user, today=today)
    found = count_each(waiting, up_to=MOST + 1)
    counts = {kind: min(number, MOST) for kind, number in found.items()}
    return Concerns(waiting, counts, is_more=counts != found)


def waiting_rows(user: User, *, today: date) -> dict[ConcernKind, QuerySet[Any]]:
    """Return the rows of each kind, to be narrowed or counted."""
    return {kind: rows(user, today) for kind, rows in _ROWS.items()}


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


def _blocked(user: User, _today: date) -> QuerySet[ProgressUpdate]:
    calls = _calls(ProgressUpdate.objects.visible_to(user))
    details = ("pairing", "action", "commitment__area", "author", "submitted_by")
    return calls.select_related(*details).order_by("submitted_at", "pk")


def _undelivered_messages(user: User, _today: date) -> QuerySet[Message]:
    return outbox.needing_attention(Message.objects.visible_to(user))


def _open_questions(user: User, _today: date) -> QuerySet[Comment]:
    """Return the questions that wait; of who answers none those that they asked themselves."""
    scope = scope_of(user)
    questions = Comment.objects.visible_to(user).open()
    if not (scope.works_for_ilo or scope.organizations):
        questions = questions.filter(submitted_by=user)
    return questions.select_related("pairing", "submitted_by").order_by("submitted_at", "pk")


def _overdue_actions(user: User, today: date) -> QuerySet[Action]:
    actions = Action.objects.visible_to(user).overdue(today)
    actions = actions.exclude(pk__in=_called_about("action"))
    return actions.select_related("pairing").order_by("due_on", "pk")


def _reports_due(user: User, today: date) -> QuerySet[Event]:
    return Event.objects.visible_to(user).report_due(today).order_by("known_until", "pk")


def _stand_ins(user: User, today: date) -> QuerySet[Event]:
    return replies.stand_ins_waiting(user, today=today)


def _ending_agreements(user: User, today: date) -> QuerySet[Agreement]:
    ending = Agreement.objects.visible_to(user).expiring(today)
    return ending.filter(renewed_by=None).order_by("ends_on", "pk")


def _referrals(user: User, _today: date) -> QuerySet[AnswerReferral]:
    hints = AnswerReferral.objects.visible_to(user).open().select_related("pairing", "person")
    return hints.order_by("created_at", "pk")


def _unverified_updates(user: User, _today: date) -> QuerySet[ProgressUpdate]:
    updates = ProgressUpdate.objects.visible_to(user).current()
    waiting = updates.filter(verified_at=None, returned_at=None).exclude(submitted_by=user)
    waiting = waiting.exclude(pk__in=_calls(ProgressUpdate.objects.all()).values("pk"))
    return waiting.select_related("pairing").order_by("submitted_at", "pk")


def _late_commitments(user: User, today: date) -> QuerySet[Commitment]:
    late = Commitment.objects.visible_to(user).late(today).select_related("pairing", "area")
    late = late.exclude(pk__in=_called_about("commitment"))
    return late.order_by("ends_on", "pk")


def _quiet_pairings(user: User, today: date) -> QuerySet[Pairing]:
    pairings: Any = Pairing.objects.visible_to(user).with_status(today)
    quiet: QuerySet[Pairing] = pairings.filter(status=PairingStatus.QUIET)
    return quiet.order_by("last_contact_on", "title", "pk")


def _calls(updates: ProgressUpdateQuerySet) -> ProgressUpdateQuerySet:
    """Return the calls for help that stand; the pairings that have one are few and say so."""
    return updates.filter(pairing__needs_help=True).needing_help()


def _called_about(item: str) -> QuerySet[Any, Any]:
    """Return the keys of what somebody needs help with: it stands there, and not twice."""
    calls = _calls(ProgressUpdate.objects.all()).exclude(**{item: None})
    keys: QuerySet[Any, Any] = calls.values(item)
    return keys


# The order of the kinds is the order of the list.
_ROWS: dict[ConcernKind, Callable[[User, date], QuerySet[Any]]] = {
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
