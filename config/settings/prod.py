"""An installation that people use: everything that must be said is said by the environment."""

from config.settings.base import *
from config.settings.base import DATABASES, SECOND_STEP_KEYS, SECRET_KEY_FALLBACKS, env
from config.settings.refusals import kept_secret, named_hosts, no_details, secure_address

DEBUG = no_details(env.bool("DEBUG", False))
SECRET_KEY = kept_secret(env.str("SECRET_KEY", ""))
SECRET_KEY_FALLBACKS = [kept_secret(key) for key in SECRET_KEY_FALLBACKS]
SECOND_STEP_KEYS = [kept_secret(key) for key in SECOND_STEP_KEYS]
ALLOWED_HOSTS = named_hosts(env.list("ALLOWED_HOSTS"))
SITE_URL = secure_address(env.str("SITE_URL"))
DATABASES["default"] = {**DATABASES["default"], **env.dj_db_url("DATABASE_URL")}

REQUIRE_TWO_STEP = env.bool("REQUIRE_TWO_STEP", True)

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
