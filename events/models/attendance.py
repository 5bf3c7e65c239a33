"""Who took part, by name or by number."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, optional, tracked
from events.enums import CountMethod, ParticipationRole, ParticipationState
from network.models import Organization, Person


@tracked()
class Participation(Record):
    """A person, an organization or an unnamed group at an event.

    ``name``, ``organization_name`` and ``capacity`` keep what was written that day: somebody who
    is not in the directory never stops a log, and a later promotion does not change a report.
    """

    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, related_name="participations"
    )
    person = optional(Person, related_name="participations", verbose_name=_("person"))
    organization = optional(
        Organization, related_name="participations", verbose_name=_("organization")
    )
    name = models.CharField(_("name as written"), max_length=200, blank=True)
    organization_name = models.CharField(_("organization as written"), max_length=250, blank=True)
    capacity = models.CharField(_("position on that day"), max_length=300, blank=True)
    roles = ArrayField(
        models.CharField(max_length=24, choices=ParticipationRole),
        verbose_name=_("roles"),
        default=list,
        blank=True,
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ParticipationState,
        default=ParticipationState.ATTENDED,
    )
    instead_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stand_ins",
        verbose_name=_("comes instead of"),
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["event"],
                name="participation_stands_in",
                condition=Q(state=ParticipationState.REGISTERED, instead_of__isnull=False),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | Q(organization__isnull=False)
                | ~Q(name="")
                | ~Q(organization_name=""),
                name="participation_is_somebody",
                violation_error_message=_("Write a name or choose an organization."),
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(person__isnull=False),
                name="participation_once_a_person",
                violation_error_message=_("This person is already on the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organization_name

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [str(ParticipationRole(role).label) for role in self.roles]


@tracked()
class HeadCount(Record):
    """How many took part: in all (no organization) or of one organization; may be unknown."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="head_counts")
    organization = optional(Organization, related_name="+")
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True)
    persons_with_disabilities = models.PositiveIntegerField(
        _("persons with disabilities among them"), null=True, blank=True
    )
    online = models.PositiveIntegerField(_("online among them"), null=True, blank=True)
    method = models.CharField(
        _("how it is known"), max_length=12, choices=CountMethod, default=CountMethod.REPORTED
    )

    class Meta:
        verbose_name = _("head-count")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "organization"],
                name="head_count_once",
                nulls_distinct=False,
                violation_error_message=_("There is already a number for this organization."),
            ),
            models.CheckConstraint(
                condition=Q(people=None) | Q(women=None) | Q(women__lte=F("people")),
                name="head_count_women_are_some_of_all",
                violation_error_message=_("There cannot be more women than people."),
            ),
            models.CheckConstraint(
                condition=Q(people=None)
                | Q(persons_with_disabilities=None)
                | Q(persons_with_disabilities__lte=F("people")),
                name="head_count_disabilities_are_some_of_all",
                violation_error_message=_(
                    "There cannot be more persons with disabilities than people."
                ),
            ),
            models.CheckConstraint(
                condition=Q(people=None) | Q(online=None) | Q(online__lte=F("people")),
                name="head_count_online_are_some_of_all",
                violation_error_message=_("There cannot be more people online than in all."),
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=False)
                | Q(women__isnull=False)
                | Q(persons_with_disabilities__isnull=False)
                | Q(online__isnull=False),
                name="head_count_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people}"
