"""What was said, shown and seen at an event, and its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet, StoredFile, optional, stored_as, tracked
from core.search import SearchText, search_index
from events.enums import FileKind, StatementKind
from events.models.events import Event
from network.models import Organization, Person, scope_of

PICTURES = ("image/jpeg", "image/png", "image/webp")


@tracked(without=("search_text",))
class Statement(Record):
    """Something that somebody said, in their words or in short."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="statements")
    person = optional(Person, related_name="statements", verbose_name=_("who"))
    name = models.CharField(_("who, as written"), max_length=200, blank=True)
    capacity = models.CharField(_("capacity as printed"), max_length=300, blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=StatementKind, default=StatementKind.PARAPHRASE
    )
    text = models.TextField(_("what was said"))
    order = models.PositiveSmallIntegerField(default=0)

    search_text = SearchText("text", "name")
    found_by = ("person",)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [search_index("statement_search")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="statement_is_somebodys",
                violation_error_message=_("Say who said it."),
            )
        ]

    def __str__(self) -> str:
        return self.text


@tracked(without=("search_text",))
class Topic(Record):
    """Something that was discussed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="topics")
    text = models.CharField(_("topic"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    search_text = SearchText("text")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [search_index("topic_search")]

    def __str__(self) -> str:
        return self.text


@tracked(without=("search_text",))
class Presentation(Record):
    """A presentation that was given."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="presentations")
    title = models.CharField(_("title"), max_length=300)
    person = optional(Person, related_name="presentations", verbose_name=_("given by"))
    name = models.CharField(_("given by, as written"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    search_text = SearchText("title", "name")
    found_by = ("person",)

    class Meta:
        verbose_name = _("presentation")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [search_index("presentation_search")]

    def __str__(self) -> str:
        return self.title


@tracked(without=("search_text",))
class SiteVisit(Record):
    """A place that a delegation saw."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="site_visits")
    name = models.CharField(_("what was visited"), max_length=250)
    organization = optional(Organization, related_name="+", verbose_name=_("organization"))
    note = models.TextField(_("note"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    search_text = SearchText("name", "note")
    found_by = ("organization",)

    class Meta:
        verbose_name = _("site visit")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [search_index("site_visit_search")]

    def __str__(self) -> str:
        return self.name


class EventFileQuerySet(ScopedQuerySet["EventFile"]):
    """Questions to the files of events."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the files of visible events; a photo that was refused is for the ILO only."""
        visible = self.filter(event__in=Event.objects.visible_to(user))
        return visible if _sees_refused(user) else visible.exclude(consent=False)

    def tells_of_gone(self, user: User | AnonymousUser, was: Mapping[str, object]) -> bool:
        """Say whether ``user`` may know of a file that is gone, by what it was last."""
        return was["consent"] is not False or _sees_refused(user)


def _sees_refused(user: User | AnonymousUser) -> bool:
    return scope_of(user).works_for_ilo


@tracked(without=("search_text",))
class EventFile(StoredFile):
    """Minutes, slides or a photo; a photo says who is shown and whether they agreed.

    A file that a document mentions but that nobody has yet is a row without a file.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=stored_as, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=FileKind, default=FileKind.OTHER)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    shown = models.CharField(_("who is shown"), max_length=300, blank=True)
    consent = models.BooleanField(_("the people shown agreed"), null=True, blank=True)

    search_text = SearchText("caption", "name", "credit", "shown")

    objects = EventFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an event")
        verbose_name_plural = _("files of an event")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [search_index("event_file_search")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(caption=""),
                name="event_file_is_there_or_has_a_caption",
                violation_error_message=_("Choose a file, or write the caption."),
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.name

    @property
    def is_photo(self) -> bool:
        """Whether it is shown as a picture."""
        return self.kind == FileKind.PHOTO

    @property
    def is_picture(self) -> bool:
        """Whether a browser may show the bytes: they were written anew when they came in."""
        return bool(self.file) and self.content_type in PICTURES
