"""Tests: real PostgreSQL and broker, cheap passwords, mail kept in memory."""

import os

from config.settings.base import *
from config.settings.base import (
    DATA_DIR,
    DATABASES,
    MIDDLEWARE,
    SESSION_LIMITS,
    STORAGES,
    TEMPLATES,
)

SECRET_KEY = "only-for-tests"
SECOND_STEP_KEYS = ["only-for-tests"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests travel through weeks with one session; those of the limits say their own.
SESSION_LIMITS["strict"] = SESSION_LIMITS["all"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The live server hands out the sources; nothing is collected for a test.
MIDDLEWARE = [layer for layer in MIDDLEWARE if "whitenoise" not in layer]
LOCAL_MODE = True
# Browsers allow passkeys without a certificate at "localhost", and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TEMPLATES[0]["OPTIONS"]["debug"] = True
# Several people run the tests on one machine: each names a database of its own. Where one run has
# several processes, each has a database (pytest-django sees to its name) and files of its own.
suffix = os.environ.get("TEST_DATABASE_SUFFIX", "unnamed")
DATABASES["default"]["TEST"] = {"NAME": f"test_tvet_{suffix}"}
MEDIA_ROOT = DATA_DIR / "test-media" / suffix / os.environ.get("PYTEST_XDIST_WORKER", "alone")
