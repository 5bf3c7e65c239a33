"""What every test may ask for; nothing here builds domain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User


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
