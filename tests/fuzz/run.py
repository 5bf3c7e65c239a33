"""Sends what was drawn, judges the answers, makes findings small and counts."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from random import Random
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler

from config.logs import OneLine
from tests.fuzz import draw, pages, targets
from tests.fuzz.asks import Ask
from tests.fuzz.judge import Finding, Judge
from tests.fuzz.pages import Page
from tests.fuzz.targets import Target
from tests.walk import VIEWS

_TRIES = 60
# The technical administration has as many addresses as all else, and few readers.
_OURS = 0.85
_BODY_METHODS = {"POST", "PUT", "PATCH"}


class Sender(RequestFactory):
    """Hands a request to the application as the server would, and keeps no copy of contexts."""

    def __init__(self, cookies: Any) -> None:
        super().__init__()
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._cookies = cookies

    def request(self, **environ: Any) -> Any:
        return self._handler(self._base_environ(**environ))

    def send(self, ask: Ask) -> Any:
        """Return the answer."""
        kind, data = ask.body()
        self.cookies = copy(self._cookies)
        said = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in ask.headers}
        for name in ("CONTENT_LENGTH", "CONTENT_TYPE"):
            if f"HTTP_{name}" in said:
                said[name] = said.pop(f"HTTP_{name}")
        if ask.cookies:
            jar = [f"{each.key}={each.coded_value}" for each in self.cookies.values()]
            jar += [f"{name}={value}" for name, value in ask.cookies]
            said["HTTP_COOKIE"] = "; ".join(jar)
        data = data if ask.method in _BODY_METHODS or ask.raw else b""
        environ = {"QUERY_STRING": ask.address.partition("?")[2], **said}
        return self.generic(ask.method, ask.path, data, kind, **environ)


class _Log(logging.Handler):
    """Keeps what is logged with a traceback, or as an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(OneLine())
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        is_fault = record.levelno >= logging.ERROR and not record.name.startswith("django.security")
        if record.exc_info or is_fault:
            self.said.append(f"{record.name}: {record.getMessage()[:200]}")


@dataclass
class Figures:
    """What came of a run."""

    requests: int = 0
    saved: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0
    found: dict[str, str] = field(default_factory=dict)


class Run:
    """The requests of one role, each undone before the next."""

    def __init__(self, role: str, cookies: Any, stage: Any, sealed: frozenset[str]) -> None:
        self.role, self.figures = role, Figures()
        self._sender = Sender(cookies)
        self._judge = Judge(role, sealed)
        every = targets.every_target(stage)
        self._ours = [target for target in every if target.name in VIEWS]
        self._others = [target for target in every if target.name not in VIEWS]
        self._pages: dict[str, Page] = {}
        self._log, self._raised = _Log(), list[BaseException]()

    def fuzz(self, seed: str, numbers: range) -> Figures:
        """Send the requests that the seed draws; the same number is the same request again."""
        started = time.monotonic()
        logging.getLogger().addHandler(self._log)
        got_request_exception.connect(self._raise)
        try:
            for number in numbers:
                self._one(f"{seed}:{self.role}:{number}")
        finally:
            logging.getLogger().removeHandler(self._log)
            got_request_exception.disconnect(self._raise)
        self.figures.seconds = time.monotonic() - started
        return self.figures

    def _raise(self, **_told: object) -> None:
        self._raised.append(sys.exc_info()[1])

    def _one(self, name: str) -> None:
        dice = Random(name)  # noqa: S311 - no secret hangs on it
        target = dice.choice(self._ours if dice.random() < _OURS else self._others)
        ask = draw.ask(dice, target, self._page(target), self._parameters())
        for finding in self._findings(ask, counted=True):
            self._keep(name, ask, finding)

    def _keep(self, name: str, ask: Ask, finding: Finding) -> None:
        key = f"{finding.kind}: {finding.what}"
        if key in self.figures.found:
            return
        self.figures.found[key] = ""
        small = self._small(ask, finding)
        self.figures.found[key] = f"[{name}] {small.line()}"

    def _small(self, ask: Ask, finding: Finding) -> Ask:
        """Leave out what the finding does not need."""
        tries = 0
        while True:
            for smaller in ask.smaller():
                tries += 1
                if tries > _TRIES:
                    return ask
                if finding.kind in {each.kind for each in self._findings(smaller)}:
                    ask = smaller
                    break
            else:
                return ask

    def _page(self, target: Target) -> Page:
        """Return what the page of an address of ours asks; it is looked at once."""
        path = target.path()
        if path not in self._pages:
            self._pages[path] = Page()
            ask = Ask("GET", path)
            for finding in self._findings(ask, counted=True):
                self._keep(path, ask, finding)
        return self._pages[path]

    def _findings(self, ask: Ask, *, counted: bool = False) -> list[Finding]:
        self._log.said.clear()
        self._raised.clear()
        found: list[Finding] = []
        with transaction.atomic():
            try:
                found = self._sent(ask, counted=counted)
            except IntegrityError as broken:
                found.append(Finding("broken at the end", str(broken)[:100]))
            except pytest.fail.Exception as failed:
                found.append(Finding("template", str(failed)[:100]))
            transaction.set_rollback(True)
        found = [_named(each, self._raised) for each in found]
        told = [said for said in self._log.said if not found and "/healthz" not in said]
        return found + [Finding("log", said) for said in told]

    def _sent(self, ask: Ask, *, counted: bool) -> list[Finding]:
        before = time.process_time()
        response = self._sender.send(ask)
        took = time.process_time() - before
        self._count(response, counted=counted)
        found = list(self._judge.findings(response, ask.path, seconds=took))
        self._look_at(ask, response)
        if ask.method in _BODY_METHODS and response.status_code < 400:
            found += self._after(response, counted=counted)
        return found

    def _count(self, response: Any, *, counted: bool) -> None:
        if counted:
            self.figures.requests += 1
            self.figures.statuses[response.status_code] += 1

    def _look_at(self, ask: Ask, response: Any) -> None:
        is_page = response.get("Content-Type", "").startswith("text/html")
        if ask == Ask("GET", ask.path) and is_page and response.status_code == 200:
            self._pages[ask.path] = pages.read(response.content.decode(), ask.path)

    def _after(self, response: Any, *, counted: bool) -> list[Finding]:
        """Look at the page that a form leads to: what was kept is written there."""
        connection.check_constraints()
        place = response.get("Location") or response.get("X-Lead-To")
        self.figures.saved += counted and not (place or "/login/").count("/login/")
        if not place or "//" in place:
            return []
        parts = urlsplit(place)
        shown = self._sender.generic("GET", parts.path, QUERY_STRING=parts.query)
        self._count(shown, counted=counted)
        return list(self._judge.findings(shown, parts.path))

    def _parameters(self) -> tuple[str, ...]:
        return ("q", "page", "sort", "format", "next", "pick", "name", "part", "like", "corrects")


def _named(finding: Finding, raised: list[BaseException]) -> Finding:
    """Tell a server error by what was raised, and where in our own code."""
    if finding.kind != "server error" or not raised:
        return finding
    frames = list(extract_tb(raised[-1].__traceback__))
    ours = [each for each in frames if str(settings.BASE_DIR) in each.filename]
    at = [each for each in ours if ".venv" not in each.filename][-1:] or frames[-1:]
    where = ", ".join(f"{each.filename.rsplit('/', 3)[-3:]}:{each.lineno}" for each in at)
    return Finding(finding.kind, f"{type(raised[-1]).__name__} {str(raised[-1])[:100]} {where}")
