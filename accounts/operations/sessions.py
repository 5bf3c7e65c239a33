"""Sessions: kept in the database, each with the user it belongs to, so that all of one end at once.

``SESSION_ENGINE`` names a module with a class ``SessionStore``, by which Django keeps them: it is
the one below, which the app that knows roles extends (``network/operations/sessions.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import QuerySet
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
    user: User | None = None

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

    def rows(self) -> QuerySet[Session]:
        """Return the sessions as one is read: with its user, or a page would ask for both."""
        return Session.objects.select_related("user")

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()  # noqa: TID251 - Django tells the store no time
        rows = self.rows().filter(session_key=self.session_key, expire_date__gt=now)
        row = next(iter(rows), None)
        if row is None:
            self._session_key = None
            return None
        self.started_at, self.seen_at, self.user = row.started_at, row.seen_at, row.user
        return row


# The session of the request whose user is asked for.
_asked: ContextVar[Any] = ContextVar("asked")


@contextmanager
def asked_for_user(session: Any) -> Iterator[None]:
    """Let the user who was read with ``session`` be taken, and not read again."""
    token = _asked.set(session)
    try:
        yield
    finally:
        _asked.reset(token)


def user_of_asked(key: Any) -> User | None:
    """Return the user of this ``key``, if the session that is asked was read with them."""
    user: User | None = getattr(_asked.get(None), "user", None)
    return user if user is not None and str(user.pk) == str(key) else None


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
