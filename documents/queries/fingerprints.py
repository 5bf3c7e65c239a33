"""The hash of the rows that figures were counted from: it tells whether they would be the same."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.models import HeadCount


def of_rows(scope: Scope) -> str:
    """Return one hash of all rows: their keys, and when each last changed.

    The database makes it: no row is read.
    """
    workshops = rows.workshops(scope)
    counted = (
        rows.open_pairings(scope),
        workshops,
        HeadCount.objects.filter(event__in=workshops.order_by().values("pk")),
        rows.commitments(scope),
        rows.actions_due(scope),
        rows.signed(scope),
    )
    return sha256("\n".join(map(_hash, counted)).encode()).hexdigest()


def _hash(counted: Any) -> str:
    """Return the hash of ``counted``; its model says of which kind they are."""
    model = counted.model
    keys = counted.order_by().values("pk")
    row = Concat(Cast("pk", TextField()), Value(" ", TextField()), Cast("updated_at", TextField()))
    found = model._base_manager.filter(pk__in=keys).aggregate(
        hash=MD5(StringAgg(row, Value(",", TextField()), order_by="pk"))
    )
    return f"{model._meta.label} {found['hash'] or ''}"
