"""A question is told to who can answer it, once more after a week; its answer to who asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import Make, made
from followup.queries import comments, outbox
from followup.queries.comments import ANSWERED, FRESH, QUESTION, REMARK, Readers
from followup.queries.update_requests import DAY, midnight
from followup.terms import Plan
from network.models import Person
from notifications.models import Message
from notifications.operations import messages
from partnerships.enums import CommentState
from partnerships.models import Comment

KINDS = (QUESTION, REMARK, ANSWERED)
_ASKER = ("author__recipient", "author__user")


@dataclass(frozen=True)
class Case:
    """A question or a comment, who hears of it, and what was told."""

    comment: Comment
    readers: Readers
    messages: list[Message]

    @property
    def state(self) -> CommentState:
        """How far it is."""
        return self.comment.word


@dataclass(frozen=True)
class Comments:
    """The planner of questions and comments."""

    model: type[Comment] = Comment
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return what was written so lately that a mail about it helps."""
        return Comment.objects.standing().filter(submitted_at__gte=midnight(today) - FRESH)

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:
        """Fetch them with their answers, and who hears of each."""
        rows = Comment.objects.filter(pk__in=keys, answers=None).order_by("pk")
        found = list(rows.select_related("pairing", "answer", *_ASKER))
        readers = comments.readers_of_each(found, on=now.date())
        known = outbox.messages_about(Comment, keys, kinds=KINDS)
        return {each.pk: Case(each, readers[each.pk], known[each.pk]) for each in found}

    def outdated(self, case: Case) -> list[Message]:
        """Return what waits about a question that was answered, or about what was taken back."""
        is_over = case.state in (CommentState.ANSWERED, CommentState.WITHDRAWN)
        return outbox.unsent(case.messages, QUESTION, REMARK) if is_over else []

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Tell it to who can answer, and the answer to who asked."""
        comment = case.comment
        if case.state == CommentState.WITHDRAWN or not comments.is_fresh(comment, now):
            return Plan(is_over=True)
        found = made(comment, _answered(case, now) if comment.reply else _notices(case, now))
        known, right = {each.key for each in case.messages}, {each.key for each in found.messages}
        waiting = outbox.waiting(case.messages, QUESTION, REMARK) if comment.is_open else []
        moments = found.again_at(now)
        if comment.is_open:
            again = comments.asked_again_from(comment)
            moments += [now + DAY, *([again] if again > now else [])]
        return Plan(
            wanted=[each for each in found.messages if each.key not in known],
            stale=[each for each in waiting if each.key not in right],
            next_check_at=min(moments, default=None),
            is_over=not moments,
        )


COMMENTS = Comments()


def _notices(case: Case, now: datetime) -> Iterator[Make]:
    """Yield what each is told once; who comes new to a question is asked as well."""
    for person in case.readers.all:
        is_side = person in case.readers.responsible
        reason = Reason.SIDE_IS_ASKED if is_side else Reason.FOLLOWS_UP_PAIRING
        yield partial(_about, case.comment, person, reason, now)


def _about(
    comment: Comment, person: Person, reason: Reason, now: datetime
) -> messages.OutgoingMessage:
    again, is_first = comments.asked_again_from(comment), not comments.is_second(comment, now)
    return messages.OutgoingMessage(
        key=comments.key_for(comment, person.recipient, now),
        kind=QUESTION if comment.is_open else REMARK,
        recipient=person.recipient,
        about=comment,
        reason=reason,
        due_at=now,
        not_after=again if comment.is_open and is_first else comment.submitted_at + FRESH,
        within=comment.pairing,
    )


def _answered(case: Case, now: datetime) -> Iterator[Make]:
    asker = case.comment.author
    if asker is not None and asker.is_reached:
        yield partial(_answer, case.comment, asker, now)


def _answer(question: Comment, asker: Person, now: datetime) -> messages.OutgoingMessage:
    return messages.OutgoingMessage(
        key=comments.answer_key(question, asker.recipient),
        kind=ANSWERED,
        recipient=asker.recipient,
        about=question,
        reason=Reason.ASKED,
        due_at=now,
        within=question.pairing,
    )
