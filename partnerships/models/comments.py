"""What officials and the ILO ask or remark, and what is answered: it stays on the record."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, optional, tracked
from core.search import SearchText, search_index
from network.enums import Role
from network.models import Country, Person
from partnerships.enums import CommentKind, CommentState
from partnerships.models.commitments import Commitment
from partnerships.models.pairings import OfPairingsQuerySet, Pairing
from partnerships.models.updates import ProgressUpdate

_IS_OPEN = Q(kind=CommentKind.QUESTION, closed_at=None)
_IS_TAKEN_BACK = ~Q(kind=CommentKind.ANSWER) & Q(closed_at__isnull=False, answer=None)


class CommentQuerySet(OfPairingsQuerySet["Comment"]):
    """Questions to what was asked and remarked."""

    def open(self) -> Self:
        """Return the questions that wait for an answer."""
        return self.filter(_IS_OPEN)

    def standing(self) -> Self:
        """Return what begins a thread, but for what its author has taken back."""
        return self.said().exclude(kind=CommentKind.ANSWER)

    def said(self) -> Self:
        """Return what was asked, remarked and answered, but for what its author has taken back."""
        return self.exclude(_IS_TAKEN_BACK)

    def as_thread(self) -> Self:
        """Return what stands as pages show it: open questions first, then the newest."""
        first = Case(When(_IS_OPEN, then=Value(0)), default=Value(1))
        # By a name: a page behind some row asks where that one stands.
        return (
            self.standing()
            .annotate(is_settled=first)
            .order_by("is_settled", "-submitted_at", "-pk")
        )


@tracked(without=("search_text",))
class Comment(PagedRecord):
    """A question, a comment, or the answer to a question.

    ``role`` and ``country`` say as what somebody wrote it, as of that moment.
    """

    page = "partnerships:comment-detail"

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="comments")
    commitment = optional(Commitment, related_name="comments")
    progress_update = optional(ProgressUpdate, related_name="comments")
    kind = models.CharField(_("kind"), max_length=16, choices=CommentKind)
    text = models.TextField(_("text"))
    answers = models.OneToOneField(
        "self",
        verbose_name=_("answers"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answer",
    )
    author = optional(Person, verbose_name=_("author"), related_name="comments")
    submitted_by = optional(User, verbose_name=_("submitted by"), related_name="+")
    submitted_at = models.DateTimeField(_("sent"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    country = optional(Country, verbose_name=_("country"), related_name="+")
    closed_at = models.DateTimeField(_("answered or taken back"), null=True, blank=True)

    search_text = SearchText("text")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("question or comment")
        verbose_name_plural = _("questions and comments")
        ordering: ClassVar = ["-submitted_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message=_("Write your question or your comment."),
            ),
            models.CheckConstraint(
                condition=Q(kind=CommentKind.ANSWER, answers__isnull=False)
                | (~Q(kind=CommentKind.ANSWER) & Q(answers=None)),
                name="comment_answers_something",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(submitted_by__isnull=False),
                name="comment_has_an_author",
            ),
        ]
        indexes: ClassVar = [
            search_index("comment_search"),
            models.Index(fields=["pairing", "-submitted_at"], name="comment_newest_of_pairing"),
            models.Index(
                fields=["submitted_at", "id"], name="comment_open_question", condition=_IS_OPEN
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether it is a question that waits for its answer."""
        return self.kind == CommentKind.QUESTION and self.closed_at is None

    @property
    def reply(self) -> Comment | None:
        """The answer, if there is one."""
        return getattr(self, "answer", None)

    @property
    def word(self) -> CommentState:
        """How far it is, with its colour and its shape."""
        if self.is_open:
            return CommentState.OPEN
        if self.closed_at and self.reply is None:
            return CommentState.WITHDRAWN
        return CommentState.ANSWERED if self.closed_at else CommentState.SAID

    @property
    def subject(self) -> Pairing | Commitment | ProgressUpdate:
        """What it is about."""
        return self.progress_update or self.commitment or self.pairing
