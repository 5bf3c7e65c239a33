"""What the mails of partnerships say; each function looks at the facts when the mail is sent."""
