"""What a dashboard is asked, as values."""
