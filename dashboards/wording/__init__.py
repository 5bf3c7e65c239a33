"""What the figures are called, how they look, and where their lists are."""
