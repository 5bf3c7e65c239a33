"""What changes what is kept for the figures."""
