"""PostgreSQL and Valkey for a data folder: the embedded ones, or those the environment names."""

import json
import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from launcher import ports, postgres, processes, secrets, valkey
from launcher.account import server_home, unprivileged


@dataclass(frozen=True)
class Services:
    """Where the servers are, and the processes that are ours to stop, in order of stopping."""

    database_url: str
    redis_url: str
    started: list[tuple[subprocess.Popen[bytes], signal.Signals]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}

    def stop(self) -> None:
        for process, by in self.started:
            processes.end(process, by=by, within=30)


def start(data: Path, *, tied: bool, throwaway: bool = False) -> Services:
    """Start what the environment does not name. What an earlier run left is stopped first."""
    kept = secrets.keep(data)
    stop(data)
    before = _remembered(data)
    started: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
    now: dict[str, int] = {}
    redis_url, database_url = os.environ.get("REDIS_URL"), os.environ.get("DATABASE_URL")
    try:
        if not redis_url:
            now["broker"] = ports.free_port([before.get("broker")])
            broker = valkey.start(data, now["broker"], kept.broker_password, tied=tied)
            started.append((broker, signal.SIGTERM))
            redis_url = valkey.url(now["broker"], kept.broker_password)
        if not database_url:
            server = postgres.prepare(data, kept.database_password, throwaway=throwaway)
            now["database"] = ports.free_port([before.get("database")])
            started.append((postgres.start(server, now["database"], tied=tied), signal.SIGINT))
            database_url = server.url(now["database"])
    except BaseException:
        Services("", "", started).stop()
        raise
    _remember(data, now)
    return Services(database_url, redis_url, started)


def reuse(data: Path) -> Services | None:
    """The servers that already run on this data, if both do."""
    kept, before = secrets.keep(data), _remembered(data)
    cluster = server_home(data, unprivileged()) / "postgres"
    port, broker = postgres.running_port(cluster), before.get("broker", 0)
    if port is None or not valkey.is_ours(broker, kept.broker_password):
        return None
    database = f"postgres://postgres:{kept.database_password}@{ports.HERE}:{port}/{postgres.DATABASE}"
    return Services(database, valkey.url(broker, kept.broker_password))


def stop(data: Path) -> None:
    """Stop whatever runs on this data, whoever started it."""
    kept, before = secrets.keep(data), _remembered(data)
    postgres.stop_leftover(server_home(data, unprivileged()) / "postgres")
    valkey.stop_leftover(before.get("broker", 0), kept.broker_password)


def _remembered(data: Path) -> dict[str, int]:
    try:
        return {str(name): int(port) for name, port in json.loads((data / "ports.json").read_text()).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def _remember(data: Path, now: dict[str, int]) -> None:
    (data / "ports.json").write_text(json.dumps({**_remembered(data), **now}))
