"""Progress updates: how it goes, in one of four words."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import (
    PagedRecord,
    PartQuerySet,
    Record,
    StoredFile,
    leads_nowhere,
    optional,
    tracked,
)
from core.search import SearchText, search_index
from network.enums import Role
from network.models import Person
from partnerships.enums import (
    OPEN_ACTIONS,
    OPEN_COMMITMENTS,
    RESTING_PHASES,
    Answer,
    ReachedKind,
)
from partnerships.models.actions import Action
from partnerships.models.commitments import Commitment
from partnerships.models.pairings import OfPairingsQuerySet, Pairing


class ProgressUpdateQuerySet(OfPairingsQuerySet["ProgressUpdate"]):
    """Questions to the updates."""

    def current(self, *, one_by_one: bool = False) -> Self:
        """Return the updates that no correction has replaced; few of many are asked one by one.

        Not "superseded by none", of which PostgreSQL expects next to nothing to be left.
        """
        corrections = ProgressUpdate.objects.all()
        if one_by_one:
            return self.filter(leads_nowhere(corrections, "supersedes"))
        return self.filter(~Exists(corrections.filter(supersedes=OuterRef("pk"))))

    def of_others(self, user: User) -> Self:
        """Return those that ``user`` did not write, signed in or by a link, as ``is_own`` says."""
        person = Person.objects.filter(user=user).order_by().values("pk")[:1]
        # Nobody has the key 0, and to compare with nothing says nothing.
        own = Coalesce(Subquery(person), Value(0))
        return self.exclude(submitted_by=user).exclude(author=own)

    def calls(self) -> Self:
        """Return the calls for help that stand, as the database keeps it on each."""
        return self.filter(calls_for_help=True)

    def verified_as_done(self) -> Self:
        """Return the answers that something is done which somebody else has verified."""
        return self.current().filter(answer=Answer.DONE, verified_at__isnull=False)

    def with_people(self, kind: str = "") -> Self:
        """Return those that say how many people they reached, of one kind if that is asked."""
        told = PeopleReached.objects.filter(total__isnull=False)
        told = told.filter(kind=kind) if kind else told
        return self.filter(pk__in=told.values("progress_update"))

    def without_people(self) -> Self:
        """Return those that do not say how many people they reached."""
        told = PeopleReached.objects.filter(total__isnull=False)
        return self.exclude(pk__in=told.values("progress_update"))

    def needing_help(self) -> Self:
        """Return the calls for help that stand, about what is still worked on.

        One ends when its author, or somebody of the ILO, answers about the same again. What the
        other side says does not end it.
        """
        mine = Q(author=OuterRef("author")) | Q(submitted_by=OuterRef("submitted_by"))
        of_the_ilo = Q(submitted_by__memberships__role__in=(Role.STAFF, Role.COORDINATOR))
        later = (
            ProgressUpdate.objects.current()
            .alias(an_action=_key("action"), an_area=_key("commitment"))
            .filter(mine | of_the_ilo, pairing=OuterRef("pairing"))
            .filter(
                submitted_at__gt=OuterRef("submitted_at"),
                an_action=_key(OuterRef("action")),
                an_area=_key(OuterRef("commitment")),
            )
        )
        return (
            self.current()
            .filter(Q(action=None) | Q(action__state__in=OPEN_ACTIONS))
            .filter(Q(commitment=None) | Q(commitment__state__in=OPEN_COMMITMENTS))
            .filter(answer=Answer.BLOCKED)
            .exclude(pairing__phase__in=RESTING_PHASES)
            .exclude(Exists(later))
        )


def _key(field: str | OuterRef) -> Coalesce:
    """Return a key that can be compared: nothing is equal to nothing."""
    return Coalesce(field, Value(0), output_field=models.BigIntegerField())


# What the database keeps on the row itself: no history, it follows from facts that have theirs.
KEPT_CALL = ("calls_for_help",)


@tracked(without=("search_text", *KEPT_CALL))
class ProgressUpdate(PagedRecord):
    """An answer of a focal point; it counts at once, somebody else may verify it."""

    page = "partnerships:update-detail"

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="updates")
    commitment = optional(Commitment, related_name="updates")
    action = optional(Action, related_name="updates")
    answer = models.CharField(_("how is it going?"), max_length=16, choices=Answer)
    percent = models.PositiveSmallIntegerField(_("percent done"), null=True, blank=True)
    text = models.TextField(_("what happened"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    new_due_on = models.DateField(_("new date"), null=True, blank=True)
    author = optional(Person, verbose_name=_("author"), related_name="updates")
    submitted_by = optional(User, verbose_name=_("submitted by"), related_name="+")
    submitted_at = models.DateTimeField(_("sent"))
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("supersedes"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    verified_by = optional(User, verbose_name=_("verified by"), related_name="+")
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    returned_by = optional(User, verbose_name=_("returned by"), related_name="+")
    returned_at = models.DateTimeField(_("sent back"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    # Whether it is among those ``needing_help``, kept by triggers (``queries/kept.py``).
    calls_for_help = models.BooleanField(
        _("calls for help"), default=False, db_default=False, editable=False
    )

    search_text = SearchText("text", "challenges")

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering: ClassVar = ["-submitted_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="update_percent_is_at_most_100",
                violation_error_message=_("Percent done is a number from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(submitted_by__isnull=False),
                name="update_has_an_author",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_at=None)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="update_verified_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None)
                | Q(submitted_by=None)
                | ~Q(verified_by=F("submitted_by")),
                name="update_is_not_verified_by_its_author",
                violation_error_message=_("Nobody verifies their own update."),
            ),
            models.CheckConstraint(
                condition=Q(returned_by=None, returned_at=None)
                | (Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(comment="")),
                name="update_sent_back_with_a_comment",
                violation_error_message=_("Say what should be changed."),
            ),
        ]
        indexes: ClassVar = [
            search_index("update_search"),
            models.Index(fields=["pairing", "-submitted_at"], name="update_newest_of_pairing"),
            models.Index(fields=["-submitted_at", "-id"], name="update_newest"),
            models.Index(
                fields=["pairing"], name="update_blocked", condition=Q(answer=Answer.BLOCKED)
            ),
            models.Index(
                fields=["submitted_at", "id"], name="update_call", condition=Q(calls_for_help=True)
            ),
            models.Index(
                fields=["pairing"],
                name="update_call_of_pairing",
                condition=Q(calls_for_help=True),
            ),
            models.Index(
                fields=["pairing"],
                name="update_unchecked",
                condition=Q(verified_at=None, returned_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()

    @property
    def word(self) -> Answer:
        """The answer with its colour and its shape."""
        return Answer(self.answer)


@tracked()
class PeopleReached(Record):
    """How many people of one kind an update reached; each figure may be unknown."""

    progress_update = models.ForeignKey(
        ProgressUpdate, on_delete=models.CASCADE, related_name="reached"
    )
    kind = models.CharField(_("who"), max_length=16, choices=ReachedKind)
    total = models.PositiveIntegerField(_("people"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True)

    class Meta:
        verbose_name = _("people reached")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["progress_update", "kind"], name="people_reached_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(women=None) | Q(women__lte=F("total")),
                name="people_reached_women_are_some_of_all",
                violation_error_message=_("There cannot be more women than people."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class UpdateFileQuerySet(PartQuerySet["UpdateFile"]):
    """Questions to the files of updates."""

    whole = "progress_update"


@tracked(without=("search_text",))
class UpdateFile(StoredFile):
    """A photo or document that came with an update."""

    progress_update = models.ForeignKey(
        ProgressUpdate, on_delete=models.CASCADE, related_name="files"
    )

    search_text = SearchText("name")

    objects = UpdateFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an update")
        indexes: ClassVar = [search_index("update_file_search")]

    def __str__(self) -> str:
        return self.name
