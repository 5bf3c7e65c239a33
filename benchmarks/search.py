"""The search over everything: what it costs in the sample network and among 100,000 of each noun.

Rare words, common ones, several, misspelt ones, two letters, other scripts; for somebody who sees
all, for an official of two houses of five, and for the focal point of one college. Then names of
houses as people write them: how often who is meant stands first, and what it costs to find them.
Time is that of the processor, of this process and of the database together. The last line is JSON.
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

import _names  # noqa: E402
from _drawn import rare_word  # noqa: E402
from _network import Sizes, fill  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from core.wall import beyond_the_reader  # noqa: E402
from dashboards.queries import search  # noqa: E402
from dashboards.wording.search import shown  # noqa: E402
from network.enums import Role  # noqa: E402
from network.models import Country, Membership, Organization  # noqa: E402
from network.queries import matching  # noqa: E402
from network.queries import search as names  # noqa: E402

TURNS = 5
RARE = rare_word()
ASKED = (
    "polytechnic",
    RARE,
    "college",
    "technical college training",
    f"{RARE} college",
    "polytecnic",
    "វិទ្យាស្ថាន",
    "工贸",
    "hi",
    "技术",
    "xyzzy",
)


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
    fill(Sizes.even(chosen.count))
    many = _measure(readers)
    for one, other in zip(few, many, strict=True):
        print(
            f"{one.text:28} {one.reader:12} {one.statements:3} -> {other.statements:3} statements"
            f" {one.milliseconds:8.1f} -> {other.milliseconds:8.1f} ms  {other.groups} groups"
        )
    found = [_recall(*each) for each in _written(chosen.count, chosen.each).items()]
    for kind in found:
        print(
            f"{kind.kind:16} first {kind.first:6.1%}, of three similar {kind.similar:6.1%};"
            f" {kind.milliseconds:6.1f} ms, of 95 in 100 at most {kind.p95:6.1f}"
        )
    figures = {"few": few, "many": many, "names": found}
    told = {name: [asdict(one) for one in each] for name, each in figures.items()}
    print(json.dumps({"count": chosen.count, **told}))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench search", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=100, help="so many names of each kind of slip")
    return parser


def reader_with(role: Role) -> User:
    user, made = User.objects.get_or_create(email=f"search.{role}@example.org", name="Benchmark")
    if made:
        country = (
            Country.objects.get(code="KH") if role in (Role.OFFICIAL, Role.COORDINATOR) else None
        )
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


@dataclass(frozen=True)
class Recall:
    """How often who is meant stands first in the search, and among the three that are similar."""

    kind: str
    first: float
    similar: float
    milliseconds: float
    p95: float


def _written(count: int, each: int) -> dict[str, list[tuple[str, str]]]:
    """Return by kind what is written, and the name of who is meant."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, text, house in _names.variants(_names.houses(count), each):
        found.setdefault(kind, []).append((text, house.name))
    return found


def _recall(kind: str, asked: list[tuple[str, str]]) -> Recall:
    spent, first, similar = [], 0, 0
    for text, name in asked:
        start = milliseconds()
        found = list(names.organizations(text, Organization.objects.all())[:1])
        spent.append(milliseconds() - start)
        first += [one.name for one in found] == [name]
        near = matching.similar_organizations(text, by=None)
        similar += name in [match.organization.name for match in near]
    middle, most = statistics.median(spent), sorted(spent)[len(spent) * 95 // 100]
    share = len(asked)
    return Recall(kind, first / share, similar / share, round(middle, 1), round(most, 1))


def milliseconds() -> float:
    """Return the milliseconds of processor that this process and its database have had."""
    return milliseconds_of_the_database() + time.process_time() * 1000


def milliseconds_of_the_database() -> float:
    """Return those that the process of the database behind this connection has had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    theirs = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
    return int(theirs) / 1e6


def _noting(asked: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    return note


if __name__ == "__main__":
    sys.exit(main())
