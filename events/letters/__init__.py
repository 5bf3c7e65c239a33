"""What the mails about meetings say, by the noun that each is about."""
