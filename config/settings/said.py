"""What an installation says of itself: which release it is, and what stands in its logs."""

# The first heading of CHANGELOG.md.
RELEASE = "0.11.0"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "config.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%d %H:%M:%S %z",
        }
    },
    "filters": {
        "secrets": {"()": "config.logs.HideSecrets"},
        "refusals": {"()": "config.logs.NameWhoWasRefused"},
        "one_line": {"()": "config.logs.OneLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["secrets", "one_line"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"filters": ["refusals"]}},
}
