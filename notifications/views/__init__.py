"""The outbox on screen, and the state of what is behind the site."""
