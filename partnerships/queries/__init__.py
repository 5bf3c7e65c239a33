"""Questions about what institutions have agreed."""
