"""Everything that can happen to the directory."""
