"""The action that a mail asks about, the day on which its link was made, and a mail server."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from tests.factories.network import PersonFactory
from tests.factories.partnerships import ActionFactory
from tests.followup.views.update_link_pages import NOW
from tests.notifications.conftest import sink

__all__ = ["sink"]


@pytest.fixture
def day_of_links():
    """Stop the clock on the day on which the links were made."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def action():
    """Return an action that names the person who is asked."""
    return ActionFactory(
        text="Send the draft teacher training plan",
        person=PersonFactory(name="Sok Dara"),
        due_on=date(2026, 11, 30),
    )
