"""How gunicorn runs here; it reads this file by itself where it is started beside it."""

import ctypes

# What a page has used is given back to the machine. As a rule each thread keeps a heap of its own,
# and what was once large enough to be given back at once raises the bound for it. Only one thread
# computes at a time here, so none waits for another. Numbers as in <malloc.h> of glibc; others do
# without.
_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1
if tuned := getattr(ctypes.CDLL(None), "mallopt", None):
    tuned(_ARENA_MAX, 1)
    tuned(_MMAP_THRESHOLD, 128 * 1024)
    tuned(_TRIM_THRESHOLD, 128 * 1024)

logger_class = "config.logs.AccessLogger"
# What else the server writes, such as temporary files of uploads, is nobody else's to read.
umask = 0o077
