"""Fill the schedule of reminders again, after triggers were away."""

from typing import Any

from django.core.management.base import BaseCommand

from followup.declarations import fill_schedule
from notifications.queries import clock


class Command(BaseCommand):
    """Put on the schedule what is missing there."""

    help = "Put on the schedule of reminders whatever may need one and is missing there."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many records of each kind are on it."""
        for kind, count in fill_schedule(today=clock.now().date()).items():
            self.stdout.write(f"{kind}: {count}")
