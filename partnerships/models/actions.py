"""Actions: the next steps of a pairing."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.models import optional, tracked
from core.search import SearchText, search_index
from network.models import FocalPoint, Organization, Person, Position
from partnerships.enums import OPEN_ACTIONS, ActionState, Lateness
from partnerships.models.commitments import Commitment
from partnerships.models.due_items import KEPT_DAYS, DueItem, DueItemQuerySet, moved_index
from partnerships.models.pairings import Pairing, PairingFocalPoint


def is_passed_on(day: date) -> Q:
    """Return the condition that the named person has handed over a side, or left it, by ``day``.

    Who is named on an action written after that, or answers for a side again, is meant.
    """
    pairing, person = OuterRef("pairing"), OuterRef("person")
    side = Q(organization__pairing_parties__pairing=pairing)
    house = Q(organization__departments__pairing_parties__pairing=pairing)
    own = FocalPoint.objects.filter(side | house, person=person)
    appointed = PairingFocalPoint.objects.filter(pairing=pairing, person=person)
    since = Q(ends_on__lte=day, ends_on__gt=OuterRef("created_at__date"))
    has_ended = Q(Exists(own.filter(since))) | Q(Exists(appointed.filter(since)))
    worked = Position.objects.filter(side | house, person=person)
    left = worked.filter(ends_on__lt=day, ends_on__gte=OuterRef("created_at__date"))
    has_left = Q(Exists(left)) & ~Q(Exists(worked.on(day)))
    holds_none = ~Q(Exists(own.on(day))) & ~Q(Exists(appointed.on(day)))
    return Q(person__isnull=False) & (has_ended | has_left) & holds_none


class ActionQuerySet(DueItemQuerySet["Action"]):
    """Questions to the actions."""

    def overdue(self, today: date) -> Self:
        """Return what is open past its day."""
        return self.open().filter(due_on__lt=today)

    def undated(self) -> Self:
        """Return what is open without a day: it can never be overdue."""
        return self.open().filter(due_on=None)

    def on_time(self) -> Self:
        """Return what was done no later than its day; without a day nobody can say."""
        return self.filter(state=ActionState.DONE, closed_on__lte=F("due_on"))

    def passed_on(self, day: date) -> Self:
        """Return those whose named person has handed over a side by ``day``."""
        return self.filter(is_passed_on(day))


@tracked(without=("search_text", *KEPT_DAYS))
class Action(DueItem):
    """A next step: what, who, by when. Nobody named means that both sides act."""

    page = "partnerships:action-detail"
    states = ActionState
    last_day_field = "due_on"
    late_as = Lateness.OVERDUE

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="actions")
    commitment = optional(
        Commitment, related_name="actions", verbose_name=_("part of the agreed area")
    )
    text = models.TextField(_("what will be done"))
    organization = optional(Organization, related_name="actions", verbose_name=_("which side"))
    person = optional(Person, related_name="actions", verbose_name=_("who"))
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=ActionState, default=ActionState.OPEN
    )

    search_text = SearchText("text")

    objects = ActionQuerySet.as_manager()

    class Meta(DueItem.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes: ClassVar = [
            search_index("action_search"),
            moved_index("action_moved"),
            models.Index(fields=["due_on", "id"], name="action_by_day"),
            models.Index(
                fields=["due_on"], name="action_open_due", condition=Q(state__in=OPEN_ACTIONS)
            ),
            models.Index(
                fields=["pairing", "due_on"],
                name="action_first_of_pairing",
                condition=Q(state__in=OPEN_ACTIONS),
            ),
        ]

    def __str__(self) -> str:
        return self.text
