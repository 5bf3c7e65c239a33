"""A meeting to come and a person who stands on its list."""

import pytest

from tests.followup.meetings import guest, meeting


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def person(event):
    return guest(event)
