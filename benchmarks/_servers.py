"""The product and the limits behind real web servers, and what their processes have spent."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from subprocess import Popen
from time import monotonic, sleep

import psutil
from django.db import connection

from launcher import ports, processes, start

_READY_WITHIN = 60.0


class Server:
    """A web server with its workers."""

    def __init__(self, port: int, process: Popen[bytes]) -> None:
        self.port = port
        self._leader = psutil.Process(process.pid)

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return [child.pid for child in self._leader.children()]

    def spent(self) -> float:
        """Return the milliseconds of processor that the workers have had."""
        return sum(_spent(thread) for pid in self.workers for thread in _threads(pid))

    def megabytes(self) -> float:
        """Return the memory of the larger worker: its own, and its part of what they share."""
        return max(_proportional(pid) for pid in self.workers)


@contextmanager
def served(settings: str, log: Path, **environment: str) -> Iterator[Server]:
    """Serve with these settings as ``bin/start`` does, until the block ends."""
    port = ports.free_port()
    told = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings}
    # Whatever answers people does not know who owns the tables.
    told.pop("DATABASE_OWNER_URL", None)
    process = processes.spawn(start.web(port), log=log, env=told)
    try:
        server = Server(port, process)
        _wait_for(server, log)
        yield server
    finally:
        processes.end(process, by=signal.SIGTERM, within=10)


def database_spent() -> Mapping[int, float]:
    """Return what each process of the database has had of the processor, but the one we ask."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {pid: _spent(Path(f"/proc/{pid}")) for (pid,) in cursor.fetchall()}


def between(before: Mapping[int, float], after: Mapping[int, float]) -> float:
    """Return what was spent between two looks; who came meanwhile had nothing before."""
    return sum(spent - before.get(pid, 0) for pid, spent in after.items())


def _wait_for(server: Server, log: Path) -> None:
    deadline = monotonic() + _READY_WITHIN
    while len(server.workers) < start.WEB_WORKERS or not _answers(server.port):
        if monotonic() > deadline:
            raise RuntimeError(f"The server does not start:\n{processes.last_lines(log)}")
        sleep(0.1)


def _answers(port: int) -> bool:
    """Say whether a worker has read the program; it is listened to before."""
    web = http.client.HTTPConnection(ports.HERE, port, timeout=5)
    try:
        web.request("GET", "/")
        return web.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


def _threads(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").iterdir())


def _spent(place: Path) -> float:
    try:
        return int((place / "schedstat").read_text(encoding="ascii").split()[0]) / 1e6
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _proportional(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(text.split("Pss:")[1].split()[0]) / 1000
