"""Compare what the database keeps for the figures with the facts, or keep it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from dashboards.operations import tallies as tally_operations
from dashboards.queries import tallies
from events.queries.kept import KEPT


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
            for kept in KEPT:
                noun = kept.model._meta.verbose_name_plural
                self.stdout.write(f"Kept anew: {kept.rebuild()} {noun}.")
            tally_operations.rebuild()
            return
        found = [*(one for kept in KEPT for one in kept.differences()), *tallies.differences()]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("All figures are as the facts have them.")
