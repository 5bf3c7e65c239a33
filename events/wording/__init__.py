"""What values of events are called and how they look."""
