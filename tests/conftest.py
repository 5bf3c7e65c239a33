"""What every test may ask for; nothing here builds domain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User


# A busy machine needs minutes to make the tables; the first test that asks for them waits for it.
TABLES_WITHIN = 600


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not count the making of the tables as the time of the test that happens to come first."""
    first = next(filter(_asks_the_database, items), None)
    if first is not None:
        first.add_marker(pytest.mark.timeout(TABLES_WITHIN))


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """Return a client in which ``user`` is signed in; with ``htmx`` it asks as htmx does."""

    def sign_in(user: User, *, htmx: bool = False) -> Client:
        headers = {"HX-Request": "true"} if htmx else {}
        client = Client(headers=headers)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def mail_client() -> Client:
    """Return what opens a mail: it has never been here, and nothing is waved through."""
    return Client(enforce_csrf_checks=True)
