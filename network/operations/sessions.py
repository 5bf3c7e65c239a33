"""Sessions as they are read here: with their user, and with the roles that say what they may do."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from accounts.models import Session
from accounts.operations import sessions
from network.models.memberships import day_of_roles, keep_scope, read_along


@lru_cache(maxsize=1)
def _rows(_day: date) -> QuerySet[Session]:
    """Return the question as it is asked on a day: to build it costs as much as to ask it."""
    return read_along(sessions.SessionStore().rows())


class SessionStore(sessions.SessionStore):
    """Read who is signed in, and what they are, in one statement."""

    def rows(self) -> QuerySet[Session]:
        """Return the sessions with their user and the roles of the user."""
        return _rows(day_of_roles())

    def _get_session_from_db(self) -> Session | None:
        row = super()._get_session_from_db()
        if row is not None and row.user is not None:
            keep_scope(row.user, row.roles)  # type: ignore[attr-defined] # of read_along
        return row
