"""The sample network, for all questions of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests import databases

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sample_network(sample_database: str) -> Iterator[None]:
    """Let the tests of a file ask its database; what each writes is undone after it."""
    ours = connection.settings_dict["NAME"]
    databases.enter(sample_database)
    yield
    databases.enter(ours)
