"""How many do the same costly thing at once in a process: a crowd would take its memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings

from core.errors import DomainError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class NoTurnError(DomainError):
    """Others are at it, and none was done in time."""


class Turns:
    """As many turns as the setting ``at_once`` says.

    Who waits more seconds than the setting ``wait`` says is told ``refusal``, and holds up no
    thread.
    """

    def __init__(self, at_once: str, wait: str, refusal: _StrPromise) -> None:
        self._free = BoundedSemaphore(getattr(settings, at_once))
        self._wait, self._refusal = wait, refusal

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold one of the turns.

        :raises NoTurnError: if none is free in time.
        """
        if not self._free.acquire(timeout=getattr(settings, self._wait)):
            raise NoTurnError(self._refusal)
        try:
            yield
        finally:
            self._free.release()
