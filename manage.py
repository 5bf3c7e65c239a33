#!/usr/bin/env python
"""Django's command line, with the settings of one machine unless told otherwise."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from core.wall import beyond_the_reader


def main() -> None:
    """Run a command; where bin/start runs, on its database and broker."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    for name, value in _written_by_the_launcher().items():
        os.environ.setdefault(name, value)
    with beyond_the_reader():
        execute_from_command_line(sys.argv)


def _written_by_the_launcher() -> dict[str, str]:
    """Addresses that bin/start writes down, so that a second terminal finds its servers."""
    data = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parent / "var")
    try:
        lines = (data / "environment").read_text().splitlines()
    except OSError:
        return {}
    written = dict(line.split("=", 1) for line in lines if "=" in line)
    if "DATABASE_URL" in os.environ:
        # It may be another database, with another owner.
        written.pop("DATABASE_OWNER_URL", None)
    return written


if __name__ == "__main__":
    main()
