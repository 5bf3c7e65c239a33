"""PostgreSQL and Valkey for a data folder: the embedded ones, or those the environment names."""

import json
import os
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher import belonging, locks, ports, postgres, processes, roles, secrets, valkey
from launcher.account import server_home, unprivileged
from launcher.supervisor import Program


@dataclass(frozen=True)
class Services:
    """Where the servers are, and the embedded ones among them: ready to start.

    Who owns the tables comes in by an address of their own; nothing where there is one for all.
    """

    database_url: str
    redis_url: str
    owner_url: str = ""
    embedded: list[Program] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        known = {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}
        return {**known, "DATABASE_OWNER_URL": self.owner_url}


def plan(data: Path, *, tied: bool, throwaway: bool = False, wish: str | None = None) -> Services:
    """What is to be started. What an earlier run left on this data is stopped first.

    `tied` servers end with the launcher; `throwaway` ones may lose data when the machine stops.
    `wish` says what to do about a database that is not where it should be.
    """
    belonging.mark_old_ones(data, cluster_of(data))
    stop(data)
    embedded = []
    redis_url, database_url = os.environ.get("REDIS_URL"), os.environ.get("DATABASE_URL")
    owner_url = os.environ.get("DATABASE_OWNER_URL", "")
    if not redis_url:
        broker, redis_url = _broker(data, tied=tied)
        embedded.append(broker)
    if not database_url:
        cluster = cluster_of(data)
        is_kept = belonging.settle(data, cluster, wish=wish, throwaway=throwaway)
        database, port = _database(data, tied=tied, throwaway=throwaway, anew=is_kept)
        database_url, owner_url = _addresses(data, port)
        belonging.remember(data, cluster)
        embedded.append(database)
    return Services(database_url, redis_url, owner_url, embedded)


def _broker(data: Path, *, tied: bool) -> tuple[Program, str]:
    password, port = secrets.keep(data).broker_password, _port(data, "broker")
    processes.begin_log(valkey.log(data))
    program = Program(
        name="Valkey",
        start=lambda: valkey.start(data, port, password, tied=tied),
        log=valkey.log(data),
        is_server=True,
    )
    return program, valkey.url(port, password)


def _database(data: Path, *, tied: bool, throwaway: bool, anew: bool) -> tuple[Program, int]:
    password, port = secrets.keep(data).database_password, _port(data, "database")
    server = postgres.prepare(data, password, throwaway=throwaway)
    if anew:
        postgres.set_password(server)
    program = Program(
        name="PostgreSQL",
        start=lambda: postgres.start(server, port, tied=tied),
        log=server.log,
        ended_by=signal.SIGINT,
        ends_within=30,
        is_server=True,
    )
    return program, port


def _addresses(data: Path, port: int) -> tuple[str, str]:
    """Where the application finds the embedded database, and where the owner of its tables does."""
    password = secrets.keep(data).database_password
    application, owner = (
        postgres.url(port, password, role) for role in (roles.APPLICATION, roles.OWNER)
    )
    return application, owner


def leave_running(data: Path) -> Services:
    """The servers on this data, started if they are not up; they stay up until stop()."""
    with locks.in_turn(data / "services.lock"):
        running = _running(data)
        if running is None:
            running = plan(data, tied=False, throwaway=True)
            for program in running.embedded:
                program.start()
        return running


def release(data: Path, users: Sequence[Path]) -> None:
    """Stop the servers on this data, unless they are kept or one of these locks is still held."""
    with locks.in_turn(data / "services.lock"):
        if not (data / "kept").exists() and not any(map(locks.is_held, users)):
            stop(data)


def _running(data: Path) -> Services | None:
    """The servers that already run on this data, if both do."""
    kept, port = secrets.keep(data), postgres.running_port(cluster_of(data))
    broker = _remembered(data).get("broker", 0)
    if port is None or not valkey.is_ours(broker, kept.broker_password):
        return None
    # A version before may have started them.
    postgres.see_to_roles(port, kept.database_password, throwaway=True)
    database, owner = _addresses(data, port)
    return Services(database, valkey.url(broker, kept.broker_password), owner)


def stop(data: Path) -> None:
    """Stop whatever runs on this data, whoever started it."""
    postgres.stop_leftover(cluster_of(data))
    valkey.stop_leftover(_remembered(data).get("broker", 0), secrets.keep(data).broker_password)


def cluster_of(data: Path) -> Path:
    """The folder of the embedded database."""
    return postgres.cluster_of(server_home(data, unprivileged()))


def clear(data: Path) -> None:
    """Throw away what an earlier run left here, also where the servers' account keeps its data."""
    shutil.rmtree(cluster_of(data), ignore_errors=True)
    for path in data.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".lock":
            path.unlink()


def _port(data: Path, name: str) -> int:
    """A free port; the one of last time if possible, so that addresses stay the same."""
    before = _remembered(data)
    port = ports.free_port(before.get(name))
    (data / "ports.json").write_text(json.dumps({**before, name: port}))
    return port


def _remembered(data: Path) -> dict[str, int]:
    try:
        return dict(json.loads((data / "ports.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return {}
