"""What the screens of the directory ask."""
