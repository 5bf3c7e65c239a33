"""How the list of actions is narrowed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.filters import Only, of_day
from partnerships.enums import ActionState
from partnerships.filters.shared import LATE_AT_FIRST, MOVED, FilterByPairing, states
from partnerships.models import Action


class ActionFilter(FilterByPairing):
    """Country and state; overdue, done, done on time; by their day and by the day they closed."""

    state = states(ActionState)
    due_from = of_day(_("Due from"), "due_on", "gte")
    due_to = of_day(_("Due until"), "due_on", "lte")
    overdue = Only(_("Only overdue ones"), lambda actions, today: actions.overdue(today))
    on_time = Only(_("Only done on time"), lambda actions, _today: actions.on_time())
    moved = MOVED
    late_at_first = LATE_AT_FIRST
    first_from = of_day(_("First due from"), "first_day", "gte", hidden=True)
    first_to = of_day(_("First due until"), "first_day", "lte", hidden=True)
    done = Only(
        _("Only done ones"),
        lambda actions, _today: actions.filter(state=ActionState.DONE),
        hidden=True,
    )
    undated = Only(_("Open, without a day"), lambda actions, _today: actions.undated(), hidden=True)
    closed_from = of_day(_("Closed from"), "closed_on", "gte", hidden=True)
    closed_to = of_day(_("Closed until"), "closed_on", "lte", hidden=True)

    class Meta:
        model = Action
        # The order of the form.
        fields = ("q", "country", "state", "programme")
