"""The search over everything: what it costs in the sample network and among 100,000 of each noun.

Rare words, common ones, several, misspelt ones, two letters, other scripts; for somebody who sees
all, for an official of one country of four, and for the focal point of one college. Time is that
of the processor, of this process and of the database together. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
django.setup()

from _untold import without_triggers  # noqa: E402
from django.db import connection, models  # noqa: E402

from accounts.models import User  # noqa: E402
from core.wall import beyond_the_reader  # noqa: E402
from dashboards.queries import search  # noqa: E402
from dashboards.wording.search import shown  # noqa: E402
from events.models import (  # noqa: E402
    Event,
    EventPairing,
    Organizer,
    Participation,
    Statement,
    Topic,
)
from network.enums import Role  # noqa: E402
from network.models import (  # noqa: E402
    Country,
    Membership,
    Organization,
    Person,
    Position,
)
from notifications.models import Recipient  # noqa: E402
from partnerships.models import (  # noqa: E402
    Action,
    Agreement,
    AgreementParty,
    Commitment,
    Designation,
    Pairing,
    PairingParty,
    WorkPlan,
)

TURNS = 5
ASKED = (
    "polytechnic",
    "c4ca4238",
    "college",
    "technical college training",
    "c4ca4238 college",
    "polytecnic",
    "វិទ្យាស្ថាន",
    "工贸",
    "hi",
    "技术",
    "xyzzy",
)
_NAME = "md5(n::text) || ' Technical College'"
_LOCAL = (
    "case n / 4 % 4 when 0 then 'សាលា' when 1 then '技术学校' when 2 then 'ວິທະຍາໄລ' else '' end"
)
_TEXT = "'Plan the training of teachers ' || md5(n::text)"
_FOLDED = f"lower({_NAME}) || ' ' || {_LOCAL}"


@dataclass(frozen=True)
class Figures:
    """What one question costs: statements, milliseconds, groups that were found."""

    text: str
    reader: str
    statements: int
    milliseconds: float
    groups: int


@beyond_the_reader()
def main() -> int:
    """Measure the sample network, add what is missing, and measure again."""
    chosen = _arguments().parse_args()
    readers = {
        role.value: reader_with(role) for role in (Role.STAFF, Role.OFFICIAL, Role.FOCAL_POINT)
    }
    few = _measure(readers)
    fill(chosen.count)
    many = _measure(readers)
    for one, other in zip(few, many, strict=True):
        print(
            f"{one.text:28} {one.reader:12} {one.statements:3} -> {other.statements:3} statements"
            f" {one.milliseconds:8.1f} -> {other.milliseconds:8.1f} ms  {other.groups} groups"
        )
    figures = {"few": [asdict(one) for one in few], "many": [asdict(one) for one in many]}
    print(json.dumps({"count": chosen.count, **figures}))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench search", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    return parser


def reader_with(role: Role) -> User:
    user, made = User.objects.get_or_create(email=f"search.{role}@example.org", name="Benchmark")
    if made:
        country = Country.objects.get(code="KH") if role == Role.OFFICIAL else None
        college = Organization.objects.get(acronym="NPIC") if role == Role.FOCAL_POINT else None
        Membership.objects.create(user=user, role=role, country=country, organization=college)
    return user


def _measure(readers: dict[str, User]) -> list[Figures]:
    return [_ask(text, name, user) for text in ASKED for name, user in readers.items()]


def _ask(text: str, name: str, user: User) -> Figures:
    spent, statements = [], 0
    for _turn in range(TURNS):
        asked: list[str] = []
        reader = User.objects.get(pk=user.pk)
        start = milliseconds()
        with connection.execute_wrapper(_noting(asked)):
            search.meant_exactly(text, reader)
            groups = search.everywhere(text, reader)
            for group in groups:
                shown(group, text=text)
        spent.append(milliseconds() - start)
        statements = len(asked)
    return Figures(text, name, statements, round(statistics.median(spent), 1), len(groups))


def milliseconds() -> float:
    """Return the milliseconds of processor that this process and its database have had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    theirs = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
    return int(theirs) / 1e6 + time.process_time() * 1000


def _noting(asked: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    return note


def fill(count: int) -> None:
    """Write ``count`` of each noun; their history is not kept, to save minutes."""
    with without_triggers():
        _fill_all(count)


def _fill_all(count: int) -> None:
    made = {"name": _NAME, "local_name": _LOCAL, "search_text": _FOLDED, "parent_id": "NULL"}
    houses = _copies(Organization, count, acronym="''", country_id=_one_of(Country), **made)
    reached = _copies(Recipient, count, email="'reader' || n || '@example.org'")
    person = {"name": "'Person ' || md5(n::text)", "search_text": "'person ' || md5(n::text)"}
    people = _copies(Person, count, recipient_id=f"{reached} + n", user_id="NULL", **person)
    held = {"person_id": f"{people} + n", "organization_id": f"{houses} + n", "ends_on": "NULL"}
    _copies(Position, count, **held)
    pairings = _copies(Pairing, count, title=_TEXT, search_text=f"lower({_TEXT})")
    for side in ("n", f"n % {count} + 1"):
        party = {"pairing_id": f"{pairings} + n", "organization_id": f"{houses} + {side}"}
        _copies(PairingParty, count, **party)
    day = {"day": "date '2020-01-01' + n % 3000", "last_day": "NULL", "starts_at": "NULL"}
    events = _copies(Event, count, title=_TEXT, search_text=f"lower({_TEXT})", **day)
    _copies(EventPairing, count, event_id=f"{events} + n", pairing_id=f"{pairings} + n")
    _beside(count, houses, pairings, events)


def _beside(count: int, houses: int, pairings: int, events: int) -> None:
    for model, more in ((Participation, {"person_id": "NULL"}), (Organizer, {})):
        here = {"event_id": f"{events} + n", "organization_id": f"{houses} + n"}
        _copies(model, count, **here, **more)
    text = {"text": _TEXT, "search_text": f"lower({_TEXT})"}
    title = {"title": _TEXT, "search_text": f"lower({_TEXT})"}
    for model in (Topic, Statement):
        _copies(model, count, event_id=f"{events} + n", **text)
    for model in (Action, Commitment):
        _copies(model, count, pairing_id=f"{pairings} + n", **text)
    agreements = _copies(Agreement, count, renews_id="NULL", **title)
    party = {"agreement_id": f"{agreements} + n", "organization_id": f"{houses} + n"}
    _copies(AgreementParty, count, **party)
    sides = {"conferred_on_id": f"{houses} + n", "conferred_by_id": f"{houses} + n % {count} + 1"}
    _copies(Designation, count, **sides, **title)
    plan = {"name": _TEXT, "search_text": f"lower({_TEXT})", "replaces_id": "NULL"}
    _copies(WorkPlan, count, pairing_id=f"{pairings} + n", **plan)


def _one_of(model: type[models.Model]) -> str:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return f"(array{keys})[n % {len(keys)} + 1]"


def _copies(model: type[models.Model], count: int, **columns: str) -> int:
    """Write ``count`` rows like the first, numbered n from 1; return the key that n is added to."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    names = [field.column for field in fields if not field.generated]
    values = {name: columns.get(name, f'first."{name}"') for name in names}
    if "source_key" in values:
        values["source_key"] = "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        last = int(cursor.fetchone()[0])
        values["id"] = f"{last} + n"
        named = ", ".join(map(connection.ops.quote_name, values))
        cursor.execute(
            f"INSERT INTO {table} ({named}) SELECT {', '.join(values.values())}"
            f" FROM (SELECT * FROM {table} ORDER BY id LIMIT 1) AS first,"
            f" generate_series(1, {count}) AS n"
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last + count})")
    return last


if __name__ == "__main__":
    sys.exit(main())
