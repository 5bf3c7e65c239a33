"""Sessions: kept in the database, each with the user it belongs to, so that all of one end at once.

``SESSION_ENGINE`` names this module: Django keeps sessions with the class ``SessionStore`` below.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from accounts.models import Session, User


class SessionStore(db.SessionStore):
    """Keep a session with its user; that costs no statement more than to keep it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model with the user."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of ``data``; before the sign-in it is nobody's."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return cast("Session", row)


def end_all(user: User, *, but: str | None = None) -> int:
    """Sign ``user`` out everywhere, at once; return how many sessions ended.

    ``but`` is the key of the session that stays: ``request.session.session_key``.
    """
    ended, _rows = Session.objects.filter(user=user).exclude(session_key=but).delete()
    return ended
