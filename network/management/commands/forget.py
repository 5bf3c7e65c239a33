"""Let go what was kept long enough, by hand: first shown, then done."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.operations import retention
from network.operations import leaving


class Command(BaseCommand):
    """Show or do what the daily task does."""

    help = "Show of how many rows something is old enough to go; with --now it goes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take nothing away unless that is asked for."""
        parser.add_argument("--now", action="store_true", help="let it go")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say a line for each kind: how many, of what, and by which setting."""
        now = timezone.now()
        does = options["now"]
        people = leaving.forget_due(now=now) if does else leaving.due(now).count()
        counted = retention.forget(now=now) if does else retention.count_due(now=now)
        self.stdout.write(f"{people} names of people who left (KEEP_LEAVERS_DAYS)")
        for (each, until), count in counted.items():
            what = until.clears.replace(" ", ", ") or "whole rows"
            self.stdout.write(f"{count} {each.model._meta.label}: {what} ({until.days})")
        self.stdout.write("Done." if does else "Nothing was changed. Add --now to let it go.")
