"""What values of partnerships are called and how they look."""
