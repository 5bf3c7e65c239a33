"""What every test may ask for; nothing here builds domain data."""
