"""The wall, where the tests' database has one: whoever connects owns nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

needed = pytest.mark.skipif(
    not (settings.DATABASE_OWNER and settings.DATABASE_EVERYTHING_ROLE),
    reason="one role does everything: DATABASE_OWNER_URL is not set",
)


@contextmanager
def without() -> Iterator[None]:
    """Let every request read all rows, as if there were no wall: the querysets keep back alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("network.middleware.reader_of", lambda _user: None)
        yield
