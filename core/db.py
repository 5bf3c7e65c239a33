"""Reading a row again and holding it until the transaction ends; counts, places, keys as text.

And who works on the database: the application, or the owner of its tables.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

ModelT = TypeVar("ModelT", bound=models.Model)
KindT = TypeVar("KindT", bound=str)
# The keys are 64 bits wide; Python refuses to read thousands of digits.
_KEY_DIGITS = 18


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as who owns the tables, in this process; the application's role may not change them.

    Where one role does everything nothing changes.
    """
    application, owner = connection.settings_dict, settings.DATABASE_OWNER
    if not owner:
        yield
        return
    login = {name: owner[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
    connection.close()
    connection.settings_dict = {**application, **login}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = application


def locked(instance: ModelT) -> ModelT:
    """Return ``instance`` as the database has it now, locked until the transaction ends.

    :raises ObjectDoesNotExist: if somebody has removed it in the meantime.
    """
    # Not type(): the user of a request is wrapped until it is asked for.
    manager = instance.__class__._default_manager
    return manager.select_for_update(of=("self",)).get(pk=instance.pk)


def count_each(
    rows: Mapping[KindT, models.QuerySet[Any]], *, up_to: int | None = None
) -> dict[KindT, int]:
    """Count the rows of every kind in one statement, of each no further than ``up_to`` if asked."""
    parts = {kind: part for kind, each in rows.items() if (part := _keys_of(each, up_to))}
    if not parts:
        return dict.fromkeys(rows, 0)
    # A part is what Django made of a question, its values apart; no text of a reader is in it.
    # Django itself would resolve each question once more to put it into another.
    sql = [f"SELECT %s, COUNT(*) FROM ({part}) rows" for part, _own in parts.values()]  # noqa: S608
    values = [value for kind, (_part, own) in parts.items() for value in (str(kind), *own)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), values)
        counted = dict(cursor.fetchall())
    return {kind: counted.get(str(kind), 0) for kind in rows}


def read_each(rows: Mapping[KindT, models.QuerySet[Any]]) -> dict[KindT, list[Any]]:
    """Read the rows of every kind in one statement, each in their order.

    Such a record tells what it is called and by which key it is known: what JSON has no word for,
    such as a day, is text in it.
    """
    found: dict[str, list[tuple[int, Any]]] = {str(kind): [] for kind in rows}
    parts = {kind: part for kind, each in rows.items() if (part := _columns_of(each))}
    # As in ``count_each``.
    asked = "SELECT %s, row_number() OVER (), to_jsonb(rows)"
    sql = [f"{asked} FROM ({part}) rows" for part, _own in parts.values()]
    values = [value for kind, (_part, own) in parts.items() for value in (str(kind), *own)]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(sql), values)
            for kind, place, row in cursor.fetchall():
                found[kind].append((place, json.loads(row)))
    return {
        kind: [_record(each.model, row) for _place, row in sorted(found[str(kind)], key=_place)]
        for kind, each in rows.items()
    }


def _place(found: tuple[int, Any]) -> int:
    return found[0]


def _record(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [row[name] for name in names])


def _columns_of(rows: models.QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    names = [field.attname for field in rows.model._meta.concrete_fields]
    return asked(rows.values(*names))


def _keys_of(rows: models.QuerySet[Any], up_to: int | None) -> tuple[str, tuple[Any, ...]] | None:
    return asked(rows.order_by().values("pk")[:up_to])


def asked(rows: models.QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """Return the statement that asks for ``rows``; nothing where there can be none."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def written_out(rows: models.QuerySet[Any]) -> str:
    """Return the statement that asks for ``rows`` with its values in it.

    :raises EmptyResultSet: where there can be none.
    """
    with connection.cursor() as cursor:
        written: bytes = cursor.mogrify(*rows.query.sql_with_params())
    return written.decode()


def keys_of_each(rows: Mapping[KindT, models.QuerySet[Any]]) -> dict[KindT, list[Any]]:
    """Return the keys of the rows of every kind, in one statement."""
    found: dict[str, list[Any]] = {str(kind): [] for kind in rows}
    parts = {kind: part for kind, each in rows.items() if (part := asked(each.values("pk")))}
    # As in ``count_each``.
    sql = [f"SELECT %s, rows.* FROM ({part}) rows" for part, _own in parts.values()]  # noqa: S608
    values = [value for kind, (_part, own) in parts.items() for value in (str(kind), *own)]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(sql), values)
            for kind, key in cursor.fetchall():
                found[kind].append(key)
    return {kind: found[str(kind)] for kind in rows}


def next_order(rows: Any) -> int:
    """Return the place after the last of ``rows``, a queryset or the manager of a relation."""
    last: int | None = rows.aggregate(last=models.Max("order"))["last"]
    return 0 if last is None else last + 1


def key_in(text: object) -> int | None:
    """Return the key of a row that an address or an unchecked form holds, if it is one."""
    written = str(text or "")
    is_key = written.isascii() and written.isdigit() and len(written) <= _KEY_DIGITS
    return int(written) if is_key else None
