"""Sets up the product on a fresh machine and runs it: the work behind bin/start, bin/test and bin/bench."""
