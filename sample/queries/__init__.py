"""What the documents state, and what of it the database holds."""
