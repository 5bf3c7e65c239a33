"""Fails when the database has taken steps that this code does not know. Runs as a program."""

import sys

import django
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def unknown_steps() -> list[str]:
    """Migrations in the database, of apps that we have, that are not in the code."""
    loader = MigrationLoader(connection)
    assert loader.applied_migrations is not None and loader.disk_migrations is not None  # noqa: PT018, S101
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update((app, name) for app, name in migration.replaces)
    taken = set(loader.applied_migrations) - known
    return sorted(f"{app}.{name}" for app, name in taken if app in loader.migrated_apps)


def main() -> int:
    django.setup()
    unknown = unknown_steps()
    sys.stdout.write("\n".join(unknown))
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
