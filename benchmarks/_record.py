"""What a page asks of the database and what it writes, taken down for the limits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from accounts.models import User
from core import waiting, wall
from network.queries.wall import reader_of

# What every signed-in view asks before it begins: a limit asks it by itself.
_WHO_READS = ("accounts_session", '"accounts_user"', "network_membership")
_ASKS = ("SELECT", "(", "WITH")


@dataclass
class Recorded:
    """One page of one reader: its status, its bytes, its statements and the pages they looked at.

    ``repeated`` are those that differ from another in their values alone.
    """

    status: int
    body: str = ""
    # Each with whether it was asked beyond the reader.
    statements: list[tuple[bool, str]] = field(default_factory=list)
    asked: int = 0
    repeated: int = 0
    buffers: int = 0


def record(user: User, address: str) -> Recorded:
    """Ask for a page once all is warm; one that takes longer than a web server waits has failed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {int(waiting.MOST * 1000)}")
    try:
        return _recorded(user, address)
    except DatabaseError:
        return Recorded(HTTPStatus.SERVICE_UNAVAILABLE)


def _recorded(user: User, address: str) -> Recorded:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    status = client.get(address).status_code
    if status != HTTPStatus.OK:
        return Recorded(status)
    asked: list[tuple[str, bool, str]] = []
    with connection.execute_wrapper(_noting(asked)):
        response = client.get(address)
    statements = [(beyond, said) for _shape, beyond, said in asked if _is_of_the_page(said)]
    return Recorded(
        status=response.status_code,
        body=response.content.decode(),
        statements=statements,
        asked=len(asked),
        repeated=len(asked) - len({shape for shape, *_said in asked}),
        buffers=_buffers(user, statements),
    )


def keep(path: Path, found: dict[str, Recorded]) -> None:
    """Write down what limits answer, by the key of the reader and the name of the page."""
    said = {name: {"body": one.body, "statements": one.statements} for name, one in found.items()}
    path.write_text(json.dumps(said), encoding="utf-8")


def _is_of_the_page(said: str) -> bool:
    return said.lstrip().startswith(_ASKS) and not any(each in said for each in _WHO_READS)


def _noting(asked: list[tuple[str, bool, str]]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        said = context["cursor"].cursor.mogrify(sql, params).decode()
        asked.append((sql, wall._reader.get() is None, said))  # noqa: SLF001
        return execute(sql, params, many, context)

    return note


def _buffers(user: User, statements: list[tuple[bool, str]]) -> int:
    """Return how many pages of tables and indexes the questions look at."""
    found = 0
    reader = reader_of(user)
    with connection.cursor() as cursor:
        for beyond, statement in statements:
            with wall.reading_as(None if beyond else reader):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}")
            (plan,) = cursor.fetchone()[0]
            found += plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    return found
