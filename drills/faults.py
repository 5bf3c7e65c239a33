"""What goes wrong: each fault is done to a running product and tells how many processes it hit."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg2
from redis import Redis, RedisError

from drills import setup
from drills.process_tree import children_of, parent_of
from drills.setup import Setup

_ZOMBIE = setup.LEASE * 1.3
_ONE_BACKEND = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
"""


@dataclass
class Scene:
    """A product that runs, the dice that choose, and what is to be undone later."""

    setup: Setup
    dice: random.Random
    _later: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def pid_of_one(self, names: tuple[str, ...]) -> int:
        """Return one of these programs."""
        return self.setup.supervisor.pid_of(self.dice.choice(names))

    def child_of_one(self, names: tuple[str, ...]) -> int | None:
        """Return one child of one of these workers; a worker that starts has none yet."""
        children = children_of(self.pid_of_one(names))
        return self.dice.choice(children) if children else None

    def later(self, seconds: float, undo: Callable[[], None]) -> None:
        """Keep something to be done when its time has come."""
        self._later.append((time.monotonic() + seconds, undo))

    def catch_up(self, *, with_all: bool = False) -> None:
        """Do what is due to be undone."""
        now = time.monotonic()
        due = [entry for entry in self._later if with_all or entry[0] <= now]
        self._later = [entry for entry in self._later if entry not in due]
        for _at, undo in due:
            undo()


def kill_mail_worker(scene: Scene) -> int:
    """The machine's memory is full, say: parent and children at once."""
    worker = scene.pid_of_one(setup.MAIL_WORKERS)
    hit = [worker, *children_of(worker)]
    return sum(_signal(pid, signal.SIGKILL) for pid in hit)


def kill_sender(scene: Scene) -> int:
    """One child of a pool, in the middle of a mail with luck."""
    child = scene.child_of_one(setup.MAIL_WORKERS)
    return _signal(child, signal.SIGKILL) if child else 0


def end_worker(scene: Scene) -> int:
    """A deployment: the worker finishes its batch and goes."""
    return _signal(scene.pid_of_one(setup.WORKERS), signal.SIGTERM)


def freeze_sender(scene: Scene) -> int:
    """A machine that is put to sleep: the sender wakes when its lease is over."""
    child = scene.child_of_one(setup.MAIL_WORKERS)
    if child is None:
        return 0
    parent = parent_of(child)

    def wake() -> None:
        if parent_of(child) == parent:
            _signal(child, signal.SIGCONT)

    scene.later(_ZOMBIE, wake)
    return _signal(child, signal.SIGSTOP)


def kill_beat(scene: Scene) -> int:
    """One of the two clocks."""
    return _signal(scene.pid_of_one(setup.BEATS), signal.SIGKILL)


def kill_broker(scene: Scene) -> int:
    """It keeps nothing: the next one is empty."""
    return _signal(scene.setup.supervisor.pid_of(setup.BROKER), signal.SIGKILL)


def flush_broker(scene: Scene) -> int:
    """Somebody empties the broker under everybody's feet."""
    with suppress(RedisError), Redis.from_url(scene.setup.copy.environment["REDIS_URL"]) as broker:
        broker.flushall()
    return 0


def kill_sink(scene: Scene) -> int:
    """The mail server falls, with mails half taken."""
    return _signal(scene.setup.supervisor.pid_of(setup.SINK), signal.SIGKILL)


def freeze_sink(scene: Scene) -> int:
    """The mail server says nothing for a while, perhaps longer than we wait at the dot."""
    sink = scene.setup.supervisor.pid_of(setup.SINK)
    scene.later(scene.dice.uniform(2, 10), lambda: _wake(scene, sink))
    return _signal(sink, signal.SIGSTOP)


def terminate_backend(scene: Scene) -> int:
    """An administrator ends one connection to PostgreSQL."""
    with suppress(psycopg2.Error):
        connection = psycopg2.connect(
            scene.setup.copy.environment["DATABASE_URL"], connect_timeout=2
        )
        with suppress(psycopg2.Error), connection.cursor() as cursor:
            cursor.execute(_ONE_BACKEND)
        connection.close()
    return 1


def restart_database(scene: Scene) -> int:
    """A fast restart: whoever is connected is cut off."""
    return _signal(scene.setup.supervisor.pid_of(setup.DATABASE), signal.SIGINT)


def crash_database(scene: Scene) -> int:
    """An immediate restart: no checkpoint, recovery from the log."""
    return _signal(scene.setup.supervisor.pid_of(setup.DATABASE), signal.SIGQUIT)


def kill_database(scene: Scene) -> int:
    """The server and all its backends, as when the machine falls."""
    server = scene.setup.supervisor.pid_of(setup.DATABASE)
    hit = [server, *children_of(server)]
    return sum(_signal(pid, signal.SIGKILL) for pid in hit)


ALL: tuple[Callable[[Scene], int], ...] = (
    kill_mail_worker,
    kill_sender,
    end_worker,
    freeze_sender,
    kill_beat,
    kill_broker,
    flush_broker,
    kill_sink,
    freeze_sink,
    terminate_backend,
    restart_database,
    crash_database,
    kill_database,
)


def _wake(scene: Scene, sink: int) -> None:
    if scene.setup.supervisor.pid_of(setup.SINK) == sink:
        _signal(sink, signal.SIGCONT)


def _signal(pid: int, number: signal.Signals) -> int:
    """Send a signal; return how many processes got it."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return 0
    return 1
