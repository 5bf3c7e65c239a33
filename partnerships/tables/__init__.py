"""How the lists of this app look."""
