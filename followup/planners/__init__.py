"""Who is told what and when: the records that are due, to the messages that are wanted."""
