"""What decides who hears of what."""
