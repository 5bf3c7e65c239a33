"""All that can happen to users and to the links in mails."""
