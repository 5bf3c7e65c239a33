"""Questions to the directory that more than one caller asks."""
