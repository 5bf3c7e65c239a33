"""Whether an action or an agreed area is late, and whether its day was moved."""

from __future__ import annotations

from datetime import date

from django import template

from partnerships.models import Action, Commitment
from partnerships.wording import due_items

register = template.Library()
register.filter("moved", due_items.moved)


@register.filter
def is_late(item: Action | Commitment, today: date) -> bool:
    """Say whether it is open though its last day has passed."""
    return item.is_late(today)
