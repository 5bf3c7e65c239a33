"""The sample network is loaded once, and never over what people wrote."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


def load() -> str:
    said = StringIO()
    call_command("load_network", stdout=said)
    return said.getvalue()


def test_it_says_that_it_has_loaded():
    assert load() == "The sample network is loaded.\n"


def test_it_is_not_mixed_into_another_network():
    OrganizationFactory()

    with pytest.raises(CommandError, match="holds a network of its own"):
        load()
