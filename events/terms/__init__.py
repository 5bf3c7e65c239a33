"""What is said of a meeting and of all that it brought."""
