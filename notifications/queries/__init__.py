"""Questions to the outbox and to those who empty it."""
