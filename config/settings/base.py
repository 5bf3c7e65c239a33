"""Everything the settings share; secrets, hosts and places come from the environment."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.settings.said import *
from config.settings.schedule import beat_schedule
from config.settings.sign_in import *

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = Env()

DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")
SECRET_KEY = env.str("SECRET_KEY", "")
# Keys of before: what they signed is still believed, what is new is signed by the one above.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_FAILURE_VIEW = "accounts.views.form_refused"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Mails are written far from any request: they need to know where the site lives.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")
# Where faults of security are told to: an address of mail or of a page; /.well-known/security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
SITE_LOGO = env.str("SITE_LOGO", "")
# The fonts of papers, as npm brings them: their folder, one folder a family.
PAPER_FONTS = Path(env.str("PAPER_FONTS", "") or BASE_DIR / "node_modules" / "@expo-google-fonts")
# A process makes so many papers at once; who waits longer is asked to try again.
PAPERS_AT_ONCE, PAPER_WAIT = 2, 10.0
MAP_ENABLED = env.bool("MAP_ENABLED", True)
LOCAL_MODE = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "core.apps.AdminConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "rules.apps.AutodiscoverRulesConfig",
    "pgtrigger",
    "pghistory",
    "csp",
    "core",
    "accounts",
    "audit",
    "notifications",
    "network",
    "partnerships",
    "events",
    "followup",
    "dashboards",
    "documents",
    "sample",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below it: built files are packed once, when they are collected.
    "config.compression.TextCompression",
    "accounts.middleware.PrivacyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.AuthenticationMiddleware",
    "network.middleware.WallMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.ReaderMiddleware",
    "accounts.middleware.SendingMiddleware",
    "accounts.middleware.DraftMiddleware",
    "audit.middleware.HistoryMiddleware",
    "network.middleware.ContactViewMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "rules.templatetags.rules",
                "template_partials.templatetags.partials",
                "crispy_forms.templatetags.crispy_forms_tags",
                "core.templatetags.form_pages",
                "core.templatetags.frame",
                "core.templatetags.links",
                "core.templatetags.lists",
                "core.templatetags.sections",
                "core.templatetags.ui",
                "core.templatetags.user_text",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The role in which is done what no reader is named for: it sees every row. Where the application
# may not take it on there is no wall.
DATABASE_EVERYTHING_ROLE = env.str("DATABASE_EVERYTHING_ROLE", "tvet_everything")
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **env.dj_db_url("DATABASE_URL", "postgres:///tvet"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A cursor on the server outlives the statement that says who reads; pgbouncer has none.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
# A server that swallows packets must not hold a page for minutes.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# Who owns the tables and changes them; empty: the application's role does (docs/operations.md).
DATABASE_OWNER: dict[str, Any] = (
    env.dj_db_url("DATABASE_OWNER_URL") if env.str("DATABASE_OWNER_URL", "") else {}
)
# What the role for figures may read, if there is one: the tables of these apps, but not those.
DATABASE_READER = env.str("DATABASE_READER", "tvet_reader")
DATABASE_READER_APPS = ["network", "partnerships", "events"]
DATABASE_READER_WITHOUT = ["events.MeetingAccess"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits must outlive a lost Redis and hold for every web process: they live in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # Django keeps 300 and throws a third away beyond: whoever makes more would lift the limits.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "accounts.adapter.Backend",
]
# What everybody would guess first here: names of the network, of its countries and of its roles.
PASSWORD_WORDS = [
    *("tvet", "ilo", "skills", "development", "partnerships", "partnership", "network"),
    *("south", "cooperation", "vocational", "technical", "education", "training", "institute"),
    *("college", "ministry", "department", "labour", "labor", "workshop", "meeting", "programme"),
    *("cambodia", "china", "laos", "lao", "myanmar", "asean", "khmer", "yunnan", "guangxi"),
    *("focal", "point", "coordinator", "official", "staff", "admin", "password", "welcome"),
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
        # Of the million that leaked most often, those that are long enough to be taken.
        "OPTIONS": {"password_list_path": BASE_DIR / "config" / "leaked-passwords.txt.gz"},
    },
    {"NAME": "accounts.forms.OwnWordsValidator", "OPTIONS": {"words": PASSWORD_WORDS}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Whoever reads their mail later asks for another link; the mail says so.
PASSWORD_RESET_TIMEOUT = 60 * 60
# Limits grow: after five wrong tries one waits minutes, after more an hour, then a day. "key" is
# the account as seen from one network, and "ip" the network: accounts/adapter.py says why.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # The codes of the second step count here as well, for the account from everywhere.
    "login_failed": "5/5m/key,10/h/key,30/d/key",
    "login_failed_here": "30/5m/ip,100/h/ip,300/d/ip",
    "login_failed_anywhere": "50/h/key,200/d/key",
    "reset_password": "3/10m/key,10/h/key,20/d/key,20/m/ip,60/h/ip",
    "unknown_link": "20/h/ip,60/d/ip",
    "stand_in": "5/h/key",
    # Files of lists and figures: somebody's work needs a few; who copies the network takes all.
    "download": "100/h/user",
}
# How many proxies stand before the site, each adding to X-Forwarded-For; or the header in which
# the only one names the visitor. Without a word here the header is believed from nobody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.str("CLIENT_IP_HEADER", "") or None
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.OtherPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmItIsYouForm",
}
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "TVET Partnership Network"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the staff enters the addresses; nobody confirms them again
# The first encrypts the secrets of second steps, all of them read; docs/operations.md.
SECOND_STEP_KEYS: list[str] = env.list("SECOND_STEP_KEYS", [])
SECOND_STEP_KEYS = SECOND_STEP_KEYS or [SECRET_KEY, *SECRET_KEY_FALLBACKS]
MFA_FORMS = {
    "activate_totp": "accounts.forms.AppCodeForm",
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.AgainByCodeForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.KeyNameForm",
}

SESSION_ENGINE = "network.operations.sessions"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "config.cookies.Messages"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "en"
# A language is switched on when its catalogue is complete and reviewed.
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES: dict[str, dict[str, Any]] = {
    # Other users of the machine may not read what readers of the site may not.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Files are handed out by views that ask who may see them, never by a public address.
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/table.html"

PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

vars().update(env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:25"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
# Where mails land when they go to no mail server.
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "TVET Partnership Network <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Who reads the answers to reminders; empty: answers go to the sender.
REPLY_TO_EMAIL = env.str("REPLY_TO_EMAIL", "")

# How the outbox waits, in seconds; docs/operations.md says how these hang together.
OUTBOX_TICK = env.float("OUTBOX_TICK", 30)
OUTBOX_LEASE = env.float("OUTBOX_LEASE", 300)
# RFC 5321 4.5.3.2.6 grants ten minutes; three commands and this must stay below the lease.
OUTBOX_DOT_TIMEOUT = env.float("OUTBOX_DOT_TIMEOUT", 120)
OUTBOX_GRACE = env.float("OUTBOX_GRACE", 900)
OUTBOX_FIRST_PAUSE = env.float("OUTBOX_FIRST_PAUSE", 30)
# A mail that nobody confirmed: reconcile, resend or hold; empty: as its kind says.
OUTBOX_UNCONFIRMED = env.str("OUTBOX_UNCONFIRMED", "")
# Where a mail server can be asked by Message-ID what it took; empty: it cannot.
OUTBOX_LOOKUP_URL = env.str("OUTBOX_LOOKUP_URL", "")

# For how many days is kept what tells of people; docs/operations.md says what goes then.
KEEP_MAILS_DAYS = env.int("KEEP_MAILS_DAYS", 90)
KEEP_LINKS_DAYS = env.int("KEEP_LINKS_DAYS", 180)
KEEP_SUBMISSIONS_DAYS = env.int("KEEP_SUBMISSIONS_DAYS", 14)
KEEP_CONTACT_VIEWS_DAYS = env.int("KEEP_CONTACT_VIEWS_DAYS", 365)
# Who left may come back so long; then their name goes.
KEEP_LEAVERS_DAYS = env.int("KEEP_LEAVERS_DAYS", 30)

CELERY_BROKER_URL = REDIS_URL
CELERY_BEAT_SCHEDULE = beat_schedule(tick=OUTBOX_TICK)
CELERY_BEAT_SCHEDULER = "config.beat:HeartbeatScheduler"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
# Due times are rows in PostgreSQL, never Celery's eta: past the visibility timeout Redis hands
# such a task out again and again.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    # What a lost worker held is handed out again after seconds, not after kombu's 100 s.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "UTC"
