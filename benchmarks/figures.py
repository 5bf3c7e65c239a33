"""What the figures of the dashboard cost to read, and what it costs to write with them kept.

Each part is asked in the sample network and among many of each noun, for project staff and for an
official of two houses of five. A progress update is written with the triggers that keep what a
status needs and what is counted, and without them, in turn, on connections that have written
before; by one, and by four at once. Reading is told in milliseconds of processor, of this process
and of the database together, writing in those of the clock, with the processor that the database
had for it. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import search
from _network import Sizes, fill
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from core.db import as_owner
from core.wall import beyond_the_reader, reading_as
from dashboards.queries import figures, gaps, home, numbers, people, promises
from dashboards.queries.attention import attention
from dashboards.queries.scope import Scope, own_country
from dashboards.terms.periods import Period
from network.enums import Role
from network.models import Country, Person
from network.queries import wall
from partnerships.models import Pairing, ProgressUpdate

TURNS = 7
WRITERS = 4
SECONDS = 3.0
_KEPT = "tgname LIKE 'verified\\_%%' OR tgname LIKE 'kept\\_%%' OR tgname LIKE 'tally\\_%%'"
_TABLES = ("partnerships_progressupdate", "partnerships_pairing")
PARTS: dict[str, Callable[[Scope], Any]] = {
    "numbers": numbers.overview,
    "meetings by quarter": figures.by_quarter,
    "promised and delivered": figures.areas,
    "pairings": lambda scope: figures.pairing_rows(scope, 25),
    "attention": attention,
    "attention, everywhere": lambda scope: attention(replace(scope, country=None)),
    "people reached": people.people,
    "people reached, two years": lambda scope: people.people(_two_years(scope)),
    "promises, by area": promises.by_area,
    "promises, by area, two years": lambda scope: promises.by_area(_two_years(scope)),
    "promises, by country": promises.by_country,
    "needs and offers": gaps.wanted,
    "Home": lambda scope: _home(scope.user, scope.today),
}


def main() -> int:
    """Measure the sample network, add what is missing, and measure again; then write."""
    chosen = _arguments().parse_args()
    with beyond_the_reader():
        readers = [search.reader_with(role) for role in (Role.STAFF, Role.OFFICIAL)]
        few = _read(readers)
        fill(Sizes.even(chosen.count))
        many = _read(readers)
        for (name, one), other in zip(few.items(), many.values(), strict=True):
            print(f"{name:60} {one:9.1f} -> {other:9.1f} ms", flush=True)
        written = _write()
    print(json.dumps({"count": chosen.count, "few": few, "many": many, "written": written}))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench figures", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    return parser


def _read(readers: list[User]) -> dict[str, float]:
    """Ask every part for every reader, behind the wall as a page does."""
    found = {}
    for user in readers:
        country = Country.objects.filter(pk=own_country(user)).first()
        scope = Scope(user=user, today=timezone.localdate(), country=country)
        for name, ask in PARTS.items():
            spent = [_once(ask, scope) for _turn in range(TURNS)]
            found[f"{name}, {user.email}"] = round(statistics.median(spent[2:]), 1)
    return found


def _home(user: User, today: date) -> None:
    attention(Scope(user, today))
    list(home.coming_up(user, today=today))
    list(home.latest_updates(user))
    home.last_event(user)


def _two_years(scope: Scope) -> Scope:
    return replace(scope, period=Period.TWO_YEARS)


def _once(ask: Callable[[Scope], Any], scope: Scope) -> float:
    start = search.milliseconds()
    with reading_as(wall.reader_of(scope.user)):
        ask(scope)
    return search.milliseconds() - start


def _write() -> dict[str, float]:
    """Write alone and in a crowd, with what is kept and without it, in turn."""
    alone: dict[bool, list[float]] = {True: [], False: []}
    crowd: dict[bool, list[float]] = {True: [], False: []}
    spent: dict[bool, list[float]] = {True: [], False: []}
    with ThreadPoolExecutor(WRITERS) as pool:
        for turn in range(TURNS):
            for is_kept in (True, False):
                with _triggers(is_kept):
                    one = next(pool.map(_writer, [0]))
                    four = list(pool.map(_writer, range(WRITERS)))
                if turn:
                    alone[is_kept].append(1000 / one.a_second)
                    crowd[is_kept].append(sum(each.a_second for each in four))
                    spent[is_kept].append(statistics.mean(each.processor for each in four))
    kept, without = (statistics.median(alone[is_kept]) for is_kept in (True, False))
    several, others = (statistics.median(crowd[is_kept]) for is_kept in (True, False))
    had, least = (statistics.median(spent[is_kept]) for is_kept in (True, False))
    return {
        "one update, kept (ms)": round(kept, 2),
        "one update, without (ms)": round(without, 2),
        "ratio": round(kept / without, 2),
        "four writers, kept (a second)": round(several),
        "four writers, without (a second)": round(others),
        "share": round(several / others, 2),
        "one of four, processor of the database, kept (ms)": round(had, 2),
        "one of four, processor of the database, without (ms)": round(least, 2),
    }


@contextmanager
def _triggers(is_kept: bool) -> Iterator[None]:  # noqa: FBT001
    """Let what is written go without what is kept, or with it."""
    if is_kept:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            f" WHERE tgrelid::regclass::text = ANY(%s) AND ({_KEPT})",
            [list(_TABLES)],
        )
        found = cursor.fetchall()
    _switch("DISABLE", found)
    yield
    _switch("ENABLE", found)


def _switch(how: str, triggers: list[tuple[str, str]]) -> None:
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {name}")


@dataclass(frozen=True)
class Pace:
    """How many updates a second, and the milliseconds of processor of the database for one."""

    a_second: float
    processor: float


def _writer(number: int) -> Pace:
    """Write as long as it takes, each time of another pairing, as somebody who is nobody else.

    Whom an author is known to is kept on their row: the same author twice at once takes turns.
    """
    names = [field.column for field in ProgressUpdate._meta.concrete_fields][1:]
    values = {name: f'"{name}"' for name in names}
    values |= {"pairing_id": "%(pairing)s", "submitted_at": "now()", "supersedes_id": "NULL"}
    values |= {"action_id": "NULL", "commitment_id": "NULL", "author_id": "%(author)s"}
    columns = ", ".join(map(connection.ops.quote_name, values))
    sql = (
        f"INSERT INTO partnerships_progressupdate ({columns})"
        f" SELECT {', '.join(values.values())} FROM partnerships_progressupdate"
        " ORDER BY id LIMIT 1"
    )
    with beyond_the_reader():
        author = Person.objects.order_by("pk").values_list("pk", flat=True)[number]
        own = list(Pairing.objects.order_by("pk").values_list("pk", flat=True)[number:2000:WRITERS])
        with connection.cursor() as cursor:
            cursor.execute(sql, {"author": author, "pairing": own[0]})
            start, before, written = time.perf_counter(), search.milliseconds_of_the_database(), 0
            while time.perf_counter() - start < SECONDS:
                of = own[written % len(own)]
                cursor.execute(sql, {"author": author, "pairing": of})
                written += 1
        took, spent = time.perf_counter() - start, search.milliseconds_of_the_database() - before
    return Pace(written / took, spent / written)


if __name__ == "__main__":
    sys.exit(main())
