"""The one clock of the outbox: the database's, whatever the workers' own clocks say."""

from datetime import datetime

from django.db import connection


def now() -> datetime:
    """Return the moment by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment
