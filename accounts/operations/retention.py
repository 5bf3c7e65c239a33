"""What is kept for some days only goes; what and how long is said in ``<app>/personal.py``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.personal import Holding, Until, empty_of, holdings

_AT_ONCE = 1000


# Of which kind something goes, and what.
Kind = tuple[Holding, Until]


def count_due(*, now: datetime) -> dict[Kind, int]:
    """Return of how many rows of each kind something would go."""
    return {kind: rows.count() for kind, rows in _due(now)}


def forget(*, now: datetime) -> dict[Kind, int]:
    """Let go what was kept long enough; return of how many rows of each kind.

    It goes in batches, each a transaction of its own: who is stopped goes on the next time.
    """
    return {kind: _forget(rows, kind[1]) for kind, rows in _due(now)}


def _due(now: datetime) -> Iterator[tuple[Kind, models.QuerySet[Any]]]:
    for each in holdings():
        for until in each.until:
            yield (each, until), _rows(each.model, until, now)


def _rows(model: type[models.Model], until: Until, now: datetime) -> models.QuerySet[Any]:
    moment = now - timedelta(days=getattr(settings, until.days))
    is_moment = isinstance(model._meta.get_field(until.since), models.DateTimeField)
    before: date = moment if is_moment else moment.date()
    rows = model._base_manager.filter(until.of_these, **{f"{until.since}__lt": before})
    empty = _empty(model, until)
    return rows.filter(reduce(or_, (~Q(**{name: empty[name]}) for name in empty), Q()))


def _empty(model: type[models.Model], until: Until) -> dict[str, Any]:
    columns: list[Any] = [model._meta.get_field(name) for name in until.clears.split()]
    return {column.name: empty_of(column) for column in columns}


def _forget(rows: models.QuerySet[Any], until: Until) -> int:
    empty, done, last = _empty(rows.model, until), 0, Q()
    while keys := list(rows.filter(last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        batch = rows.model._base_manager.filter(pk__in=keys)
        if empty:
            batch.update(**empty)
        else:
            batch.delete()
        done, last = done + len(keys), Q(pk__gt=keys[-1])
    return done
