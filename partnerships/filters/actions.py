"""How the list of actions is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.utils.translation import gettext_lazy as _

from network.filters import of_day
from partnerships.enums import ActionState
from partnerships.filters.shared import FilterByPairing, flag
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Action

if TYPE_CHECKING:
    from partnerships.models.actions import ActionQuerySet


class ActionFilter(FilterByPairing):
    """Country and state; overdue, done, done on time; by their day and by the day they closed."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=ActionState, widget=OneOrSeveral(every=_("Every state"))
    )
    due_from = of_day(_("Due from"), "due_on", "gte")
    due_to = of_day(_("Due until"), "due_on", "lte")
    overdue = flag(_("Only overdue ones"), method="only_overdue")
    on_time = flag(_("Only done on time"), method="only_on_time")
    done = flag(_("Only what is done"), method="only_done", hidden=True)
    closed_from = of_day(_("Closed from"), "closed_on", "gte", hidden=True)
    closed_to = of_day(_("Closed until"), "closed_on", "lte", hidden=True)

    class Meta:
        model = Action
        # The order of the form.
        fields = ("country", "state", "programme")

    def only_overdue(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what is open past its day."""
        return queryset.overdue(self.today) if value else queryset

    def only_done(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what is done."""
        return queryset.filter(state=ActionState.DONE) if value else queryset

    def only_on_time(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what was done no later than its day; without a day nobody can say."""
        return queryset.on_time() if value else queryset
