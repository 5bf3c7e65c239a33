"""Whether an action or an agreed area is late."""

from __future__ import annotations

from datetime import date

from django import template

from partnerships.models import Action, Commitment

register = template.Library()


@register.filter
def is_late(item: Action | Commitment, today: date) -> bool:
    """Say whether it is open though its last day has passed."""
    return item.is_late(today)
