"""The settings of the product, with the least that a signed-in view needs."""

from config.settings.local import *  # noqa: F403

ROOT_URLCONF = "limits.urls"
MIDDLEWARE = [
    "config.compression.TextCompression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.AuthenticationMiddleware",
    "network.middleware.WallMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # It does nothing here; the package asks for it.
    "allauth.account.middleware.AccountMiddleware",
]
