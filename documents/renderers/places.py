"""How many papers are made at once in a process: many would take its memory and its processor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

_places = BoundedSemaphore(settings.PAPERS_AT_ONCE)


class TooManyPapersError(DomainError):
    """Others are being made, and none was ready in time."""


@contextmanager
def place() -> Iterator[None]:
    """Take one of the places; who waits longer than ``PAPER_WAIT`` seconds is refused."""
    if not _places.acquire(timeout=settings.PAPER_WAIT):
        raise TooManyPapersError(
            _("Other papers are being made just now. Try again in a few seconds.")
        )
    try:
        yield
    finally:
        _places.release()
