"""The sample network, loaded once for all questions of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests import databases

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: Any) -> str:
    """Return the name of a database that holds the network and nothing else."""
    name = f"{connection.settings_dict['NAME']}_sample"
    databases.copy(name)
    with django_db_blocker.unblock(), databases.inside(name):
        call_command("load_network", verbosity=0)
    return name


@pytest.fixture(scope="module")
def sample_network(loaded: str, django_db_blocker: Any) -> Iterator[None]:
    """Let the tests of a file ask the network, each in a transaction of its own."""
    with django_db_blocker.unblock(), databases.inside(loaded):
        yield
