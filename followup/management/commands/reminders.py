"""Plan and send what is due without Celery: for cron, and for the day the broker is gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.operations import password_links
from followup.declarations import DECLARED
from followup.operations.planning import plan
from notifications.operations import batches, claims, digests, unconfirmed
from notifications.queries import clock


class Command(BaseCommand):
    """Plan reminders and empty the outbox once."""

    help = "Plan the reminders that are due and send what waits, without Celery."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for --once: there is no other way yet, and cron lines should say what they do."""
        parser.add_argument("--once", action="store_true", required=True, help="do it once")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do what beat and the workers do, in one process."""
        now = clock.now()
        planned = {each.name: plan(each.planner, now=now) for each in DECLARED}
        now = clock.now()
        digests.collect(now=now)
        unconfirmed.resolve(now=now)
        claims.expire(now=now)
        links = password_links.send_due(now=now)
        begun = 0
        while batch := batches.send_batch():
            begun += batch
        for name, count in sorted(planned.items()):
            self.stdout.write(f"{name}: {count} planned")
        self.stdout.write(f"{links} links to set a password")
        self.stdout.write(f"{begun} messages handled")
