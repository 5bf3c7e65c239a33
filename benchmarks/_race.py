"""Asks pages, their limits and the admin in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import http.client
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from _servers import Server, between, database_spent
from django.conf import settings

from launcher.ports import HERE

# Each worker has made its connection and read its templates.
WARM_UP = 4
GIVES_UP_AFTER = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    cookies: str = ""


@dataclass
class Candidate:
    """Somebody who answers, and what it took: each time wall, worker and database."""

    server: Server
    ask: Callable[[Server], Answer]
    # What must happen before, and is not measured.
    prepare: Callable[[Server], None] = lambda _server: None
    took: list[tuple[float, float, float]] = field(default_factory=list)
    answer: Answer = Answer(0, b"")

    def run(self, *, counts: bool) -> None:
        """Ask once."""
        self.prepare(self.server)
        worker, database = self.server.spent(), database_spent()
        begun = time.perf_counter()
        self.answer = self.ask(self.server)
        wall = (time.perf_counter() - begun) * 1000
        # The worker writes its log and waits again.
        time.sleep(0.002)
        spent = self.server.spent() - worker, between(database, database_spent())
        if counts:
            self.took.append((wall, *spent))

    @property
    def processor(self) -> float:
        """The milliseconds of processor, of worker and database."""
        return statistics.median(worker + database for _wall, worker, database in self.took)

    def median(self, part: int) -> float:
        """Return the middle of wall (0), worker (1) or database (2)."""
        return round(statistics.median(each[part] for each in self.took), 1)

    @property
    def worst(self) -> float:
        """The wall that one of twenty exceeds."""
        walls = sorted(each[0] for each in self.took)
        return round(walls[min(len(walls) - 1, int(len(walls) * 0.95))], 1)


def race(candidates: list[Candidate], *, rounds: int, seconds: float) -> None:
    """Let each answer once a round, for so many rounds or until the time is over."""
    deadline = time.monotonic() + seconds
    for turn in range(WARM_UP + rounds):
        for candidate in candidates:
            candidate.run(counts=turn >= WARM_UP)
        if turn > WARM_UP and time.monotonic() > deadline:
            return


def page(address: str, session: str) -> Callable[[Server], Answer]:
    """Return how a page is asked for."""
    return lambda server: asked(server, "GET", address, cookies=_cookie(session))


class Written:
    """A form that is filled in and sent, each time from a page of its own."""

    def __init__(self, address: str, session: str, **answers: str) -> None:
        self.address, self.session, self.answers = address, session, answers
        self.body, self.cookies = "", _cookie(session)

    def prepare(self, server: Server) -> None:
        """Open the page and fill it in."""
        shown = asked(server, "GET", self.address, cookies=_cookie(self.session), packed=False)
        form = shown.body.decode().split("<main", 1)[-1]
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
        self.body = urlencode({**hidden, **self.answers})
        self.cookies = f"{_cookie(self.session)}; {shown.cookies}"

    def send(self, server: Server) -> Answer:
        """Send what was filled in."""
        return asked(server, "POST", self.address, cookies=self.cookies, body=self.body)


def asked(
    server: Server, method: str, address: str, *, cookies: str, body: str = "", packed: bool = True
) -> Answer:
    """Ask on a connection of its own, as the next reader would."""
    web = http.client.HTTPConnection(HERE, server.port, timeout=GIVES_UP_AFTER)
    headers = {"Cookie": cookies, "Accept-Encoding": "gzip" if packed else "identity"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        web.request(method, quote(address, safe="/?&=%"), body or None, headers)
        answer = web.getresponse()
        given = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or ()]
        return Answer(answer.status, answer.read(), "; ".join(given))
    finally:
        web.close()


def _cookie(session: str) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={session}"
