"""Sets up the product on a fresh machine and runs it: what bin/start and bin/test call."""
