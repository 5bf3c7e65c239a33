"""What values of follow-up are called."""
