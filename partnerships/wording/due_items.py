"""That the day of an action or of an agreed area was moved, in words."""

from __future__ import annotations

from django.utils.translation import ngettext

from core import formats
from partnerships.models import Action, Commitment


def moved(item: Action | Commitment) -> str:
    """Say how often its day was moved, and from which; nothing where it never was."""
    if not item.first_day or not item.times_moved:
        return ""
    words = ngettext(
        "Moved once, first due %(day)s",
        "Moved %(count)s times, first due %(day)s",
        item.times_moved,
    )
    return words % {"count": formats.number(item.times_moved), "day": formats.day(item.first_day)}
