"""The agenda of an event: items in order, with or without times, and who speaks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, optional, tracked
from events.enums import ParticipationRole
from network.models import Organization, Person


@tracked()
class AgendaItem(Record):
    """A point of the agenda; it may lie before the official start, or have no time."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    content = models.TextField(_("content"), blank=True)

    class Meta:
        verbose_name = _("agenda item")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="agenda_item_ends_after_it_starts",
                violation_error_message=_("An agenda item must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class AgendaSpeaker(Record):
    """A speaker in protocol order: a person, an organization, or an unnamed group."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="speakers")
    order = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(
        _("role"), max_length=24, choices=ParticipationRole, default=ParticipationRole.SPEAKER
    )
    person = optional(Person, related_name="speeches")
    organization = optional(Organization, related_name="+")
    name = models.CharField(_("name as written"), max_length=200, blank=True)
    capacity = models.CharField(_("capacity as printed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("speaker")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organization__isnull=False) | ~Q(name=""),
                name="agenda_speaker_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name
