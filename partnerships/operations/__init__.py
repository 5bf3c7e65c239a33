"""Everything that can happen to what institutions have agreed."""
