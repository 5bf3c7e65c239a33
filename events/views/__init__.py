"""The screens of events."""
