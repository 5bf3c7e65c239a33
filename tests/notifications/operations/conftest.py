"""A reader and the questions that they are asked."""

import pytest

from tests.factories.notifications import MessageFactory, RecipientFactory


@pytest.fixture
def reader(db):
    return RecipientFactory(name="Sok Dara", email="dara@example.org")


@pytest.fixture
def ask(reader, a_question):
    """Return a way to make a question to the reader that is due."""

    def make(reason="A question", **facts):
        return MessageFactory(recipient=reader, kind=a_question, reason=reason, **facts)

    return make
