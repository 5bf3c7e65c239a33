"""Compare what the database keeps for the figures with the facts, or keep it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from dashboards.operations import tallies as tally_operations
from dashboards.queries import tallies
from events.queries.kept import ON_MEETINGS
from partnerships.queries.first_days import ON_DUE_ITEMS
from partnerships.queries.kept import ON_PAIRINGS


class Command(BaseCommand):
    """Name each difference, or end them."""

    help = "Compare what is kept for the figures with the facts (--verify), or keep it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of two."""
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("--verify", action="store_true", help="Name each difference.")
        asked.add_argument("--rebuild", action="store_true", help="Keep what the facts say.")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was found; a difference is an error."""
        if options["rebuild"]:
            pairings, meetings = ON_PAIRINGS.rebuild(), ON_MEETINGS.rebuild()
            moved = sum(kept.rebuild() for kept in ON_DUE_ITEMS)
            self.stdout.write(
                f"Kept anew: {pairings} pairings, {meetings} meetings and {moved} moved days."
            )
            tally_operations.rebuild()
            return
        kept = (ON_PAIRINGS, ON_MEETINGS, *ON_DUE_ITEMS, tallies)
        found = [line for each in kept for line in each.differences()]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("All figures are as the facts have them.")
