"""The screens behind the links in mails."""
