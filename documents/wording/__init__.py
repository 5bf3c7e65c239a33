"""What stands on papers, in words."""
