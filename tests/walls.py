"""The wall in the tests' database, as an installation has it: who connects owns nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import override_settings

from core.wall import Cursor, stand_before
from network.operations import wall

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def standing() -> Iterator[None]:
    """Let the wall stand until the transaction is undone, if it does not stand in any case."""
    if connection.connection.cursor_factory is Cursor:
        yield
        return
    own = connection.settings_dict["NAME"]
    app, everything = f"{own}_app", f"{own}_everything"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for one, may in ((app, ""), (everything, "BYPASSRLS")):
            cursor.execute(f'CREATE ROLE "{one}" {may}')
            cursor.execute(f'GRANT ALL ON ALL TABLES IN SCHEMA public TO "{one}"')
            cursor.execute(f'GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO "{one}"')
        cursor.execute(f'GRANT "{everything}" TO "{app}"')
        wall.build()
        cursor.execute(f'SET LOCAL SESSION AUTHORIZATION "{app}"')
    with override_settings(DATABASE_EVERYTHING_ROLE=everything):
        stand_before(connection)
        try:
            yield
        finally:
            connection.connection.cursor_factory = None


@contextmanager
def without() -> Iterator[None]:
    """Let every request read all rows, as if there were no wall: the querysets keep back alone."""
    with standing(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("network.middleware.reader_of", lambda _user: None)
        yield
