"""Sessions: kept in the database, each with the user it belongs to, so that all of one end at once.

``SESSION_ENGINE`` names this module: Django keeps sessions with the class ``SessionStore`` below.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import Session, User
from accounts.terms import Visit

# Under this name a session keeps where its user signed in.
_PLACE = "signed_in_from"
# To note at every request that a session is used would write a row at every request.
NOTED_EACH = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Keep a session with its user; that costs no statement more than to keep it."""

    started_at: datetime | None = None
    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model with the user."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of ``data``; before the sign-in it is nobody's."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.started_at = self.started_at
        return cast("Session", row)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's
        """Write the session; one that is made anew, as at the sign-in, starts now."""
        if must_create:
            self.started_at = timezone.now()  # noqa: TID251 - Django tells the store no time
        super().save(must_create)

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc] # not in the stubs
        if row is not None:
            self.started_at, self.seen_at = row.started_at, row.seen_at
        return row


def place(session: Any, visit: Visit) -> None:
    """Keep in the session of a request where its user signed in."""
    session[_PLACE] = {"network": visit.network, "agent": visit.agent}


def placed(session: Session) -> Visit:
    """Return where the user of ``session`` signed in."""
    return Visit(**SessionStore().decode(session.session_data).get(_PLACE, {}))


def is_over(session: SessionStore, limits: Mapping[str, timedelta], *, now: datetime) -> bool:
    """Say whether the session of a request rested too long, or is too old, to go on."""
    if session.seen_at is None or session.started_at is None:
        return False
    return now - session.seen_at > limits["idle"] or now - session.started_at > limits["longest"]


def is_to_be_noted(session: SessionStore, *, now: datetime) -> bool:
    """Say whether it is some minutes ago that the session of a request was noted as used."""
    return session.seen_at is not None and now - session.seen_at > NOTED_EACH


def end_all(user: User, *, but: str | None = None) -> int:
    """Sign ``user`` out everywhere, at once; return how many sessions ended.

    ``but`` is the key of the session that stays: ``request.session.session_key``.
    """
    ended, _rows = Session.objects.filter(user=user).exclude(session_key=but).delete()
    return ended


def end(user: User, name: str) -> int:
    """End the session of ``user`` that the pages know by ``name``; it may have ended already."""
    keys = [each.session_key for each in user.sessions.all() if each.name == name]
    ended, _rows = Session.objects.filter(session_key__in=keys).delete()
    return ended


def forget(*, now: datetime) -> int:
    """Remove the sessions that ran out."""
    removed, _rows = Session.objects.filter(expire_date__lte=now).delete()
    return removed
