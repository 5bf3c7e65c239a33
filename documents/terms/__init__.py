"""What papers say, as values."""
