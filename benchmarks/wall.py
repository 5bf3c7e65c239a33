"""What the wall in the database costs pages of those who do not see everything.

An official sees two houses of five, a focal point a college of thirty pairings, staff limited to a
programme half of all pairings. Pages are asked with the wall and without it in turn, in the sample
network and among many of each noun, with twice as many meetings and ten times as many mails.
Without it they are read in the role that sees every row: the querysets keep back alone. Time is
that of the processor, of this process and of the database together. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import search
from _network import Sizes, fill
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.models import User
from core.wall import beyond_the_reader
from network.enums import Role
from network.middleware import WallMiddleware
from network.models import Membership, Programme

LISTS = ("/organizations/", "/people/", "/pairings/", "/workshops/", "/agreements/")
PAGES = ("/", "/dashboard/", *LISTS)
OUTBOX = ("/outbox/", "/outbox/all/")
WARM_UP = 2
_is_walled = True


@dataclass(frozen=True)
class Figures:
    """What one page costs, in milliseconds of processor."""

    page: str
    reader: str
    without: float
    behind: float
    ratio: float


def main() -> int:
    """Measure the sample network, add what is missing, and measure again."""
    chosen = _arguments().parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    _make_optional()
    with beyond_the_reader():
        asked = {
            "official": (search.reader_with(Role.OFFICIAL), PAGES),
            "focal point": (search.reader_with(Role.FOCAL_POINT), PAGES),
            "limited staff": (_limited_staff(), PAGES + OUTBOX),
            "coordinator": (search.reader_with(Role.COORDINATOR), OUTBOX),
            "staff": (search.reader_with(Role.STAFF), (*PAGES[:2], *OUTBOX)),
        }
        few = _measure(asked, turns=chosen.turns * 3)
        even = Sizes.even(chosen.count)
        fill(replace(even, events=chosen.count * 2, messages=chosen.count * 10))
        figures = {"few": few, "many": _measure(asked, turns=chosen.turns)}
    print(json.dumps({name: [asdict(one) for one in each] for name, each in figures.items()}))
    return 0


def _limited_staff() -> User:
    """Return staff limited to the programme of the sample network."""
    user, made = User.objects.get_or_create(email="wall@example.org", name="Benchmark")
    if made:
        programme = Programme.objects.order_by("pk")[0]
        Membership.objects.create(user=user, role=Role.STAFF, programme=programme)
    return user


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench wall", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=7, help="how often a page is asked among many")
    return parser


def _make_optional() -> None:
    """Let requests be read beyond their reader while the wall is to be without effect."""
    walled = WallMiddleware.__call__

    def called(self: WallMiddleware, request: Any) -> Any:
        if _is_walled:
            return walled(self, request)
        with beyond_the_reader():
            return self.get_response(request)

    WallMiddleware.__call__ = called  # type: ignore[method-assign]


def _measure(asked: dict[str, tuple[User, Sequence[str]]], *, turns: int) -> list[Figures]:
    return [
        _page(page, name, user, turns) for name, (user, pages) in asked.items() for page in pages
    ]


@transaction.atomic
def _page(page: str, name: str, user: User, turns: int) -> Figures:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    spent: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(WARM_UP + turns):
        for is_walled, each in spent.items():
            once = _once(client, page, is_walled)
            if turn >= WARM_UP:
                each.append(once)
    transaction.set_rollback(True)
    without, behind = (statistics.median(each) for each in spent.values())
    one = Figures(page, name, round(without, 1), round(behind, 1), round(behind / without, 2))
    print(f"{name:13} {page:16} {without:8.1f} -> {behind:8.1f} ms  x {one.ratio:.2f}", flush=True)
    return one


def _once(client: Client, page: str, is_walled: bool) -> float:  # noqa: FBT001
    global _is_walled  # noqa: PLW0603 - the middleware reads it
    _is_walled = is_walled
    start = search.milliseconds()
    answer = client.get(page, follow=True)
    if answer.status_code != 200:  # noqa: PLR2004
        sys.exit(f"{page} answered {answer.status_code}.")
    return search.milliseconds() - start


if __name__ == "__main__":
    sys.exit(main())
