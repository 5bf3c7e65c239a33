"""How often one may ask for something within an hour; the limits are for machines."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

HOUR = 3600


def is_too_often(what: str, *, most: int, now: datetime) -> bool:
    """Count one more ``what`` and say whether there are more than ``most`` since the full hour."""
    key = f"too-often:{what}:{now.timestamp() // HOUR:.0f}"
    # Not cache.incr(): it would keep the number for five minutes only.
    so_far: int = cache.get(key, 0)
    cache.set(key, so_far + 1, HOUR)
    return so_far >= most
