"""Questions to the events that more than one caller asks."""
