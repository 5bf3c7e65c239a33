"""What the wall in the database costs pages of an official and of a focal point.

They are asked with it and without it in turn, in the sample network and among many of each noun.
Without it they are read in the role that sees every row: the querysets keep back alone. Time is
that of the processor, of this process and of the database together. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from dataclasses import asdict, dataclass
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

PAGES = ("/", "/dashboard/", "/organizations/", "/people/", "/pairings/", "/workshops/")
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
        readers = {
            role.value: search.reader_with(role) for role in (Role.OFFICIAL, Role.FOCAL_POINT)
        }
        few = _measure(readers, turns=21)
        fill(Sizes.even(chosen.count))
        figures = {"few": few, "many": _measure(readers, turns=7)}
    print(json.dumps({name: [asdict(one) for one in each] for name, each in figures.items()}))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench wall", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
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


@transaction.atomic
def _measure(readers: dict[str, User], *, turns: int) -> list[Figures]:
    found = [_page(page, name, user, turns) for name, user in readers.items() for page in PAGES]
    transaction.set_rollback(True)
    for one in found:
        print(
            f"{one.reader:12} {one.page:16} {one.without:8.1f} -> {one.behind:8.1f} ms"
            f"  x {one.ratio:.2f}"
        )
    return found


def _page(page: str, name: str, user: User, turns: int) -> Figures:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    spent: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(WARM_UP + turns):
        for is_walled, each in spent.items():
            once = _once(client, page, is_walled)
            if turn >= WARM_UP:
                each.append(once)
    without, behind = (statistics.median(each) for each in spent.values())
    return Figures(page, name, round(without, 1), round(behind, 1), round(behind / without, 2))


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
