"""Brings the tables in step with the code. Runs as a program, in the product's environment.

It fails with a few words when the database has taken steps that this code does not know. The last
line that it prints tells this database from any other: when its first table was made.
"""

import sys

import django
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def birth() -> str:
    first = MigrationRecorder(connection).migration_qs.earliest("applied")
    return str(first.applied.isoformat())


def main() -> int:
    django.setup()
    try:
        call_command("migrate", interactive=False)
    except CommandError as refusal:
        sys.stdout.write(f"{refusal}\n")
        return 1
    sys.stdout.write(f"{birth()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
