"""What people are asked about events."""
