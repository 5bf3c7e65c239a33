"""How gunicorn runs here; it reads this file by itself where it is started beside it."""

logger_class = "config.logs.AccessLogger"
# What else the server writes, such as temporary files of uploads, is nobody else's to read.
umask = 0o077
