"""Questions over the whole network; this app only reads."""
