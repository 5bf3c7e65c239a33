"""One machine, for trying out and developing: what ``bin/start`` runs."""

from config.settings.base import *
from config.settings.base import env

LOCAL_MODE = True
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "local-mode-only-not-a-secret")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", [])]

if not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
