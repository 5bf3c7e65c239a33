"""All that can happen to messages, recipients and heartbeats."""
