"""Pages through the real web server: what each costs, beside its limit and Django's admin.

The network is the sample's, times ``--scale``; staff, an official who sees two fifths of it and a
focal point read. A limit is a signed-in view that asks the same questions and writes the same
bytes; all are asked in turn, so that a busy machine slows all alike. Then the statements of a log
with more and more rows. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
django.setup()

import _logs  # noqa: E402
from _addresses import Page, of_the_college, pages, writing  # noqa: E402
from _network import Sizes, fill  # noqa: E402
from _race import Candidate, Written, page, race  # noqa: E402
from _record import Recorded, keep, record  # noqa: E402
from _servers import Server, served  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from search import reader_with  # noqa: E402

from accounts.models import User  # noqa: E402
from core.wall import beyond_the_reader  # noqa: E402
from network.enums import Role  # noqa: E402

READERS = (Role.STAFF, Role.OFFICIAL, Role.FOCAL_POINT)


@dataclass(frozen=True)
class Figures:
    """What one page costs; times in milliseconds, of the clock or of the processor."""

    page: str
    reader: str
    status: int
    rounds: int = 0
    wall_p50: float = 0
    wall_p95: float = 0
    cpu_worker: float = 0
    cpu_database: float = 0
    cpu_limit: float = 0
    ratio_to_limit: float = 0
    ratio_to_admin: float | None = None
    queries: int = 0
    repeated: int = 0
    buffers: int = 0
    bytes: int = 0
    bytes_plain: int = 0

    def __str__(self) -> str:
        admin = "" if self.ratio_to_admin is None else f"{self.ratio_to_admin:5.2f} admin"
        return (
            f"{self.reader:11} {self.page:20} {self.status} {self.queries:3} q {self.buffers:7} b"
            f" {self.cpu_worker:7.1f} + {self.cpu_database:6.1f} ms"
            f" {self.ratio_to_limit:5.2f} limit {admin:12} {self.bytes:6} B"
        )


@beyond_the_reader()
def main() -> int:
    """Fill the network, take the pages down, and let all answer in turn."""
    chosen = _arguments().parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    readers = {role: reader_with(role) for role in READERS if role.value in chosen.readers}
    logs = _logs.measure(reader_with(Role.STAFF)) if chosen.scale == 1 else []
    begun = time.monotonic()
    if chosen.scale > 1:
        fill(Sizes.of(chosen.scale))
    filled = round(time.monotonic() - begun)
    print(f"filled in {filled} seconds", flush=True)
    shown = [one for one in pages() if _is_chosen(one, chosen.pages)]
    bench = _Bench(chosen, readers, shown)
    figures = bench.figures()
    found = {"scale": chosen.scale, "filled_in": filled, "megabytes": bench.megabytes}
    print(json.dumps({**found, "pages": [asdict(one) for one in figures], "logs": logs}))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="10,000 has 100,000 houses (1)")
    parser.add_argument("--rounds", type=int, default=30, help="how often each is asked (30)")
    parser.add_argument("--seconds", type=float, default=20, help="at most, for one page (20)")
    parser.add_argument("--soak", type=int, default=0, help="requests before memory is read (0)")
    parser.add_argument("--pages", nargs="*", default=[], help="only these")
    parser.add_argument("--readers", nargs="*", default=[role.value for role in READERS])
    return parser


def _is_chosen(one: Page, names: list[str]) -> bool:
    return not names or one.name in names


class _Bench:
    """The servers, and all that is asked of them."""

    def __init__(self, chosen: Any, readers: dict[Role, User], shown: list[Page]) -> None:
        self.chosen, self.readers, self.shown = chosen, readers, shown
        self.sessions = {role: _session(user) for role, user in readers.items()}
        self.folder = Path(settings.DATA_DIR)
        self.megabytes: dict[str, float] = {}

    def figures(self) -> list[Figures]:
        """Return what each page costs each reader."""
        recorded = {
            (role, one.name): record(user, one.address)
            for role, user in self.readers.items()
            for one in self.shown
        }
        by_key = {f"{self.readers[role].pk}/{name}": one for (role, name), one in recorded.items()}
        keep(self.folder / "recorded.json", by_key)
        with ExitStack() as stack:
            product, limits = self._serve(stack)
            self.megabytes["at first"] = round(product.megabytes(), 1)
            figures = []
            for (role, name), one in recorded.items():
                where = next(each for each in self.shown if each.name == name)
                figures.append(self._page(role, where, one, (product, limits)))
                print(figures[-1], flush=True)
            if not self.chosen.pages:
                figures.append(self._form(product, limits))
                print(figures[-1], flush=True)
            self._soak(product)
            self.megabytes["at last"] = round(product.megabytes(), 1)
        print(f"memory of a worker in MB: {self.megabytes}")
        return figures

    def _serve(self, stack: ExitStack) -> tuple[Server, Server]:
        log, here = self.folder / "log", Path(__file__).parent
        connection.close()
        product = served("config.settings.local", log / "web.log")
        limits = served(
            "limits.settings",
            log / "limits.log",
            PYTHONPATH=f"{here}:{here.parent}",
            RECORDED=str(self.folder / "recorded.json"),
        )
        return stack.enter_context(product), stack.enter_context(limits)

    def _page(
        self, role: Role, one: Page, taken: Recorded, servers: tuple[Server, Server]
    ) -> Figures:
        if taken.status != 200:  # noqa: PLR2004
            return Figures(one.name, role.value, taken.status)
        product, limits = servers
        session = self.sessions[role]
        own = Candidate(product, page(one.address, session))
        limit = Candidate(limits, page(f"/limit/{one.name}/", session))
        admin = Candidate(limits, page(one.admin, session))
        has_admin = bool(one.admin) and role == Role.STAFF
        self._race([own, limit, *[admin] * has_admin])
        return _compared((one.name, role), taken, own, limit, admin if has_admin else None)

    def _form(self, product: Server, limits: Server) -> Figures:
        role = Role.STAFF if Role.STAFF in self.sessions else next(iter(self.sessions))
        session = self.sessions[role]
        pairing = of_the_college()[0]
        form = Written(writing(pairing), session, answer="done", about="pairing", text="Done.")
        own = Candidate(product, form.send, form.prepare)
        bare = Written(f"/limit/write/{pairing}/", session, text="Done.")
        limit = Candidate(limits, bare.send)
        bare.body = "text=Done."
        # The limit writes once more what was written last.
        own.run(counts=False)
        self._race([own, limit])
        taken = Recorded(own.answer.status, own.answer.body.decode(errors="replace"))
        return _compared(("form-sent", role), taken, own, limit, None)

    def _race(self, candidates: list[Candidate]) -> None:
        race(candidates, rounds=self.chosen.rounds, seconds=self.chosen.seconds)

    def _soak(self, product: Server) -> None:
        """Ask for all pages again and again, to see whether a worker grows."""
        session = next(iter(self.sessions.values()))
        for one in islice(cycle(self.shown), self.chosen.soak):
            page(one.address, session)(product)


def _compared(
    named: tuple[str, Role],
    taken: Recorded,
    own: Candidate,
    limit: Candidate,
    admin: Candidate | None,
) -> Figures:
    return Figures(
        page=named[0],
        reader=named[1].value,
        status=own.answer.status,
        rounds=len(own.took),
        wall_p50=own.median(0),
        wall_p95=own.worst,
        cpu_worker=own.median(1),
        cpu_database=own.median(2),
        cpu_limit=round(limit.processor, 1),
        ratio_to_limit=round(own.processor / limit.processor, 2),
        ratio_to_admin=round(own.processor / admin.processor, 2) if admin else None,
        queries=taken.asked,
        repeated=taken.repeated,
        buffers=taken.buffers,
        bytes=len(own.answer.body),
        bytes_plain=len(taken.body.encode()),
    )


def _session(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    sys.exit(main())
