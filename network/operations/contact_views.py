"""Who looked at how somebody is reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from accounts.models import User

# Whoever looks at their own address is not noted; a second look on the same day neither.
_NOTE = """
INSERT INTO network_contactview (viewer_id, person_id, day)
SELECT %(viewer)s, id, %(day)s FROM network_person
WHERE recipient_id = ANY(%(recipients)s) AND user_id IS DISTINCT FROM %(viewer)s
ORDER BY id
ON CONFLICT DO NOTHING
"""


def note(recipients: Iterable[int], *, by: User, on: date) -> None:
    """Note in one statement that ``by`` was shown the addresses of all these ``recipients``."""
    keys = sorted(set(recipients))
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, {"viewer": by.pk, "day": on, "recipients": keys})
