"""The kinds of mail that the tests of the outbox have."""

from tests.notifications.conftest import a_question, test_mails  # noqa: F401
