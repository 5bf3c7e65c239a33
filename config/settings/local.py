"""One machine, for trying out and developing: what ``bin/start`` runs."""

from config.settings.base import *
from config.settings.base import SECOND_STEP_KEYS, env
from config.settings.refusals import kept_secret

LOCAL_MODE = True
# Browsers allow passkeys without a certificate at "localhost", and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "local-mode-only-not-a-secret")
OTHER_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *OTHER_HOSTS]
SECOND_STEP_KEYS = SECOND_STEP_KEYS if any(SECOND_STEP_KEYS) else [SECRET_KEY]
if OTHER_HOSTS:
    # Others reach it, perhaps because an installation forgot to name its settings.
    kept_secret(SECRET_KEY)

if not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "notifications.operations.mailbox_folder.EmailBackend"
