"""The mail server of the outbox's tests, for what an answer sets in motion."""

from tests.notifications.conftest import sink

__all__ = ["sink"]
