"""Fill the schedule of reminders again, after triggers were away."""

from typing import Any

from django.core.management.base import BaseCommand

from followup.declarations import DECLARED
from followup.operations import planning
from notifications.queries import clock


class Command(BaseCommand):
    """Put on the schedule what is missing there."""

    help = "Put on the schedule of reminders whatever may need one and is missing there."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many records of each kind are on it."""
        today = clock.now().date()
        for each in DECLARED:
            count = planning.rebuild(each.planner, today=today)
            self.stdout.write(f"{each.planner.model._meta.label_lower}: {count}")
