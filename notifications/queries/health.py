"""Whether everything behind the site is alive."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import Error
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from core import tables, waiting
from notifications.models import Heartbeat
from notifications.queries import clock

OK, DOWN, STARTING, UNKNOWN = "ok", "down", "starting", "unknown"

# How old a sign of life may be. Beat writes one every five seconds by itself; the workers write
# theirs in a task that beat sends them, and a batch of mails may come before it.
PATIENCE = {
    "beat": timedelta(seconds=30),
    "worker": timedelta(seconds=60),
    "mail_worker": timedelta(seconds=300),
}
# Both waits together stay below the two seconds in which the answer must be there.
_CONNECT_WITHIN = 0.5
_ANSWER_WITHIN = 0.5


@dataclass(frozen=True)
class Health:
    """The state of each part, in one word."""

    database: str
    broker: str
    worker: str
    mail_worker: str
    beat: str

    @property
    def is_well(self) -> bool:
        """Whether nothing is down."""
        return set(asdict(self).values()) == {OK}


def health(*, broker_url: str) -> Health:
    """Ask the database and the broker now, and the others by the sign of life they left."""
    broker = _broker(broker_url)
    try:
        with waiting.within(waiting.ANSWERS_WITHIN):
            now = clock.now()
            heartbeats = dict(Heartbeat.objects.values_list("name", "beat_at"))
    except Error:
        return Health(DOWN, broker, worker=UNKNOWN, mail_worker=UNKNOWN, beat=UNKNOWN)
    beat = _state("beat", heartbeats, now)
    workers = {name: _state(name, heartbeats, now) for name in ("worker", "mail_worker")}
    if broker != OK or beat == DOWN:
        # Nobody rings for them: that they are silent says nothing of themselves.
        workers = {name: OK if state == OK else UNKNOWN for name, state in workers.items()}
    return Health(OK, broker, **workers, beat=beat)


def readiness() -> str:
    """Say whether pages can be served: not before the database has the tables of this version."""
    try:
        with waiting.within(waiting.ANSWERS_WITHIN):
            return OK if tables.are_of_this_version() else STARTING
    except Error:
        return DOWN


def _broker(url: str) -> str:
    broker = Redis.from_url(
        url,
        socket_connect_timeout=_CONNECT_WITHIN,
        socket_timeout=_ANSWER_WITHIN,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        with broker:
            broker.ping()
    except RedisError:
        return DOWN
    return OK


def _state(name: str, heartbeats: dict[str, datetime], now: datetime) -> str:
    if name not in heartbeats:
        return STARTING
    return OK if now - heartbeats[name] <= PATIENCE[name] else DOWN
