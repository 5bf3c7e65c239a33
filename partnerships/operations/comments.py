"""Questions and comments: write one, answer a question, take back one's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.enums import Role
from network.models import Person
from partnerships.enums import CommentKind
from partnerships.models import Comment, Pairing
from partnerships.operations import pairings
from partnerships.operations.updates import check_belongs
from partnerships.queries.comments import capacity_of
from partnerships.terms.comments import CommentTerms


class AlreadyAnsweredError(DomainError):
    """Somebody has answered the question."""


class NotAskedError(DomainError):
    """Nobody waits for an answer: it was taken back, or never was a question."""


@transaction.atomic
def write(pairing: Pairing, terms: CommentTerms, *, by: User, now: datetime) -> Comment:
    """Take a question or a comment; the same words again, while they stand open, count once.

    :raises OtherPairingError: if it is about something of another pairing.
    """
    pairing = locked(pairing)
    check_belongs(pairing, terms.commitment, terms.progress_update)
    comment = terms.write_to(Comment(pairing=pairing))
    said = {name: getattr(comment, name) for name in vars(terms)}
    same = pairing.comments.filter(**said, submitted_by=by, closed_at=None).first()
    if same is not None:
        return same
    comment.role, comment.country = capacity_of(by, pairing)
    comment.author, comment.submitted_by = getattr(by, "person", None), by
    comment.submitted_at = now
    return save(comment, by=by)


@transaction.atomic
def answer(
    question: Comment,
    *,
    text: str,
    now: datetime,
    author: Person | None = None,
    by: User | None = None,
) -> Comment:
    """Answer a question, signed in or by a link; the first answer ends it.

    :raises AlreadyAnsweredError: if somebody was faster.
    :raises NotAskedError: if nobody waits for an answer.
    :raises BrokenConstraintError: if nothing is said.
    """
    question = _open(question)
    if not question.is_open:
        raise NotAskedError(_("Nobody needs an answer to this any more."))
    reply = Comment(
        pairing=question.pairing,
        commitment=question.commitment,
        progress_update=question.progress_update,
        kind=CommentKind.ANSWER,
        answers=question,
        text=text.strip(),
        author=author or getattr(by, "person", None),
        submitted_by=by,
        submitted_at=now,
        role=Role.FOCAL_POINT,
    )
    if by is not None:
        reply.role, reply.country = capacity_of(by, question.pairing)
    reply = save(reply, by=by)
    question.closed_at = now
    save(question, by=by)
    return reply


@transaction.atomic
def withdraw(comment: Comment, *, by: User, now: datetime) -> Comment:
    """Take back one's own question or comment; it stays in the history.

    :raises AlreadyAnsweredError: if somebody has answered it.
    """
    comment = _open(comment)
    comment.closed_at = comment.closed_at or now
    return save(comment, by=by)


def _open(comment: Comment) -> Comment:
    """Return the comment, held; what was answered is not touched any more."""
    pairings.hold([comment.pairing_id])
    comment = locked(comment)
    if comment.reply is not None:
        raise AlreadyAnsweredError(_("Somebody has answered this already. Read the answer first."))
    return comment
