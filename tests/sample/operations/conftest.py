"""The sample network, loaded once for all questions of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sample_network(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep the network while the file's tests ask, each in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_network", verbosity=0)
        yield
        transaction.set_rollback(True)
