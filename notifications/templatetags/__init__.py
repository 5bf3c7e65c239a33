"""What the templates of the outbox need."""
