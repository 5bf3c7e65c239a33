"""The outbox's clockwork: a tick that resolves and rings, batches that send, signs of life.

No task carries a message: that is a row. A task that is lost is made up for by the next tick,
one that runs twice finds nothing left to do.
"""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from notifications.operations import batches, claims, digests, heartbeats, unconfirmed
from notifications.queries import clock

TICK = timedelta(seconds=settings.OUTBOX_TICK)
# Mail servers limit connections: so many senders are at work at once.
MOST_SENDERS = 4
# Below the lease, above the budget with the longest talk: 10 s + 3 x 20 s + 120 s after the dot.
# The gentle limit comes with the hard one, which Celery wants: before, it would break into a talk.
BATCH_LIMITS = {"time_limit": 240, "soft_time_limit": 240}


@shared_task(name="notifications.deliver_due_messages")
def deliver_due_messages() -> None:
    now = clock.now()
    if heartbeats.acquire("notifications.deliver_due_messages", now=now, every=TICK):
        digests.collect(now=now)
        needed = -(-claims.expire(now=now) // claims.BATCH)
        for _batch in range(min(needed, MOST_SENDERS - claims.senders_at_work())):
            _ring()
        unconfirmed.resolve(now=now)


@shared_task(name="notifications.send_batch", **BATCH_LIMITS)
def send_batch() -> None:
    if batches.send_batch():
        _ring()


@shared_task(name="notifications.record_heartbeat")
def record_heartbeat(worker: str) -> None:
    heartbeats.record(worker, now=clock.now())


def _ring() -> None:
    """Ask a sender to look; who finds nothing rings no more, and the next tick rings again."""
    send_batch.apply_async(expires=2 * TICK.total_seconds())
