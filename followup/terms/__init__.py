"""What is said of those who are told and asked."""
