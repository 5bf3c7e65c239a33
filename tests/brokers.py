"""Databases of the broker: it has sixteen, and many tests may be at work on it at once."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from redis import Redis

if TYPE_CHECKING:
    from collections.abc import Iterator

# The first one holds the claims.
NUMBERS = range(1, 16)
# Longer than any test: what a killed one has claimed is free again after it.
_FORGOTTEN_AFTER = 600


@contextmanager
def claimed() -> Iterator[str]:
    """Return the address of an empty database that nobody else uses until the block ends."""
    server = settings.CELERY_BROKER_URL.rpartition("/")[0]
    with Redis.from_url(f"{server}/0") as claims:
        number = _claim(claims)
        try:
            with Redis.from_url(f"{server}/{number}") as broker:
                broker.flushdb()
                yield f"{server}/{number}"
                broker.flushdb()
        finally:
            claims.delete(_name(number))


def _claim(claims: Redis) -> int:
    while True:
        for number in NUMBERS:
            if claims.set(_name(number), os.getpid(), nx=True, ex=_FORGOTTEN_AFTER):
                return number
        time.sleep(0.1)


def _name(number: int) -> str:
    return f"tests:broker:{number}"
