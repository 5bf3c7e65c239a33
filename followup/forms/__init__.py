"""What the screens of follow-up ask."""
