"""Signing in: how passwords are kept, who must use two steps, how long sessions last."""

from datetime import timedelta

from environs import Env

env = Env()

# Whoever signs in with an older hash gets one of the first kind.
PASSWORD_HASHERS = [
    "config.hashers.BoundedArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# How many passwords a process looks at at once, each with 19 MiB; and how long, in seconds, one
# more waits before it is refused without being looked at.
PASSWORDS_AT_ONCE, PASSWORD_WAIT = 2, 1.0
# Whether project staff, coordinators and the technical administration must use a second step.
REQUIRE_TWO_STEP = env.bool("REQUIRE_TWO_STEP", False)
ACCOUNT_REAUTHENTICATION_REQUIRED = True

# How long a session may rest and how old it may be: of all, and of those who must use two steps.
SESSION_LIMITS = {
    "all": {
        "idle": timedelta(hours=env.int("SESSION_IDLE_HOURS", 7 * 24)),
        "longest": timedelta(hours=env.int("SESSION_LONGEST_HOURS", 30 * 24)),
    },
    "strict": {
        "idle": timedelta(hours=env.int("STRICT_SESSION_IDLE_HOURS", 4)),
        "longest": timedelta(hours=env.int("STRICT_SESSION_LONGEST_HOURS", 24)),
    },
}
SESSION_COOKIE_AGE = int(SESSION_LIMITS["all"]["idle"].total_seconds())

# The log of sign-ins: for so many days it says what happened, and for so many from where.
KEEP_SIGN_INS_DAYS = env.int("KEEP_SIGN_INS_DAYS", 365)
KEEP_NETWORKS_DAYS = env.int("KEEP_NETWORKS_DAYS", 90)
