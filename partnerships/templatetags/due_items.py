"""Whether an action or a commitment is late, and the tag that says so."""

from __future__ import annotations

from datetime import date

from django import template

from core.templatetags import ui
from partnerships.enums import Lateness
from partnerships.models import Action, Commitment

register = template.Library()


@register.filter
def is_overdue(action: Action, today: date) -> bool:
    """Say whether an action is open past its day."""
    return action.is_overdue(today)


@register.filter
def is_late(commitment: Commitment, today: date) -> bool:
    """Say whether a commitment is open though its period is over."""
    return commitment.is_late(today)


@register.simple_tag
def overdue() -> str:
    """Show that an action is overdue."""
    return ui.status(Lateness.OVERDUE)


@register.simple_tag
def late() -> str:
    """Show that a commitment is late."""
    return ui.status(Lateness.LATE)
