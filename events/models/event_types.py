"""The kinds of events, and how long before one people are reminded of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func
from django.utils.translation import gettext_lazy as _

from core.models import Record, tracked
from core.search import SearchText, search_index

# How many minutes before the start people are reminded: a week, a day, an hour.
USUAL_REMINDERS = (7 * 24 * 60, 24 * 60, 60)


def minutes_before() -> ArrayField[list[int] | None, list[int] | None]:
    """Return the field of a rule of reminders; None leaves it to the kind of event."""
    return ArrayField(
        models.PositiveIntegerField(),
        verbose_name=_("minutes before the start at which people are reminded"),
        null=True,
        blank=True,
    )


def all_before(name: str) -> models.CheckConstraint:
    """A reminder after the start would be of no use to anybody."""
    return models.CheckConstraint(
        condition=Func(
            F("reminders"), template="(0 < ALL(%(expressions)s))", output_field=BooleanField()
        ),
        name=name,
        violation_error_message=_("A reminder must come at least one minute before the start."),
    )


@tracked(without=("search_text",))
class EventType(Record):
    """Launching ceremony, peer workshop, visit; people extend the list."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    reminders = minutes_before()

    search_text = SearchText("name")

    class Meta:
        verbose_name = _("type of event")
        verbose_name_plural = _("types of events")
        ordering: ClassVar = ["position", "name"]
        indexes: ClassVar = [search_index("event_type_search")]
        constraints: ClassVar = [all_before("event_type_reminds_before_the_start")]

    def __str__(self) -> str:
        return self.name

    @property
    def usual_reminders(self) -> tuple[int, ...]:
        """How many minutes before the start people are reminded, the first reminder first."""
        own = USUAL_REMINDERS if self.reminders is None else self.reminders
        return tuple(sorted(set(own), reverse=True))
