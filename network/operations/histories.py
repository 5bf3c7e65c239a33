"""The one way in which history is changed: the names of a person who left go, that it was so stays.

The history takes no change (``append_only``), and whoever the application signs in as has no right
to try. So the database has a function for it, which belongs to the owner of the tables. It takes a
person and nothing else, and refuses whoever has not left and lost their name in the directory. What
it blanks is said in ``<app>/personal.py``; ``migrate`` makes it anew when the declarations change.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from accounts.models import User
from core import tables
from core.personal import Holding, empty_of, holdings
from network.models import Person

_FUNCTION = """
CREATE OR REPLACE FUNCTION network_forget_history(left_person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    former text;
    left_user bigint;
    left_recipient bigint;
BEGIN
    SELECT name, user_id, recipient_id INTO former, left_user, left_recipient
    FROM network_person WHERE id = left_person AND forgotten_at IS NOT NULL;
    IF former IS NULL THEN
        RAISE EXCEPTION 'person % has not left', left_person;
    END IF;
    -- The guards let this pass, and the chain of the history is told why.
    PERFORM set_config('pgtrigger.ignore', '{{{ignored}}}', true);
    PERFORM set_config('history.because', 'A person left', true);
    {updates}
    UPDATE pghistory_context SET metadata = metadata || jsonb_build_object('by', former)
    WHERE metadata ->> 'person' = left_person::text;
    PERFORM set_config('pgtrigger.ignore', '', true);
    PERFORM set_config('history.because', '', true);
END;
$$
"""


def forget(person: Person) -> None:
    """Let the history forget what ``person`` was called and how they were reached."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_forget_history(%s)", [person.pk])


def install() -> None:
    """Let the database have the function as the declarations have it."""
    tables.install("network_forget_history", function(), on=[Person._meta.db_table])


def function() -> str:
    """Return the function as the declarations have it."""
    kept = [each for each in holdings() if hasattr(each.model, "history") and _columns(each)]
    return _FUNCTION.format(
        ignored=",".join(name for each in kept for name in _append_only(each.model)),
        updates="\n    ".join(map(_update, kept)),
    )


def _columns(holding: Holding) -> list[models.Field[Any, Any]]:
    """Return the columns of the history in which something of a person goes."""
    event: Any = _event(holding.model)
    there = {field.name for field in event._meta.fields}
    personal = [*holding.names.split(), *holding.cleared.split()]
    if holding.written and holding.of:
        personal.append(holding.of)
    return [event._meta.get_field(name) for name in personal if name in there]


def _update(holding: Holding) -> str:
    changes = [f"{column.column} = {_value(holding, column)}" for column in _columns(holding)]
    # Names of our own tables and columns; no text of a reader is in it.
    return (
        f"UPDATE {_event(holding.model)._meta.db_table} "  # noqa: S608
        f"SET {', '.join(changes)} WHERE {_theirs(holding)};"
    )


def _value(holding: Holding, column: models.Field[Any, Any]) -> str:
    if column.name in holding.names.split():
        return f"CASE WHEN {column.column} = '' THEN '' ELSE former END"
    empty = empty_of(column)
    return "NULL" if empty is None else f"'{empty}'"


def _theirs(holding: Holding) -> str:
    """Return which rows of the history are those of the person; their own row may be gone."""
    if holding.subject is User:
        return "pgh_obj_id = left_user"
    if not holding.of:
        return "pgh_obj_id = left_person"
    way: Any = holding.model._meta.get_field(holding.of)
    if way.auto_created:
        return "pgh_obj_id = left_recipient"
    table = holding.model._meta.db_table
    rows = f"SELECT id FROM {table} WHERE {way.column} = left_person"  # noqa: S608
    return f"{way.column} = left_person OR pgh_obj_id IN ({rows})"


def _event(model: Any) -> type[models.Model]:
    return model._meta.get_field("history").related_model  # type: ignore[no-any-return]


def _append_only(model: type[models.Model]) -> list[str]:
    """Return the names by which the guard of a history is told to let this one function pass."""
    event = _event(model)
    guards = [each.get_pgid(event) for each in event._meta.triggers if each.name == "append_only"]  # type: ignore[attr-defined]
    return [name for guard in guards for name in (guard, f"{event._meta.db_table}:{guard}")]
