"""Compares the history with what was sealed of it: manage.py check_history [--head HEAD]."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.operations import seals
from audit.operations.seals import Found

_SHOWN = 20


class Command(BaseCommand):
    """Print the head of the chain, and end with 1 where the history is not what was sealed."""

    help = (
        "Compares the history with its seals. A head that was kept elsewhere tells of a lost end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a head that the log or a backup kept."""
        parser.add_argument(
            "--head", default="", help="a head of earlier: is it still in the chain?"
        )

    def handle(self, *_args: Any, head: str, **_options: Any) -> None:
        """Seal what is not, compare, and say what was found.

        :raises CommandError: if something does not fit.
        """
        seals.seal()
        found = seals.check()
        self.stdout.write(
            f"{found.rows} rows in {len(found.heads)} seals; {found.waiting} wait for the next."
        )
        wrong = [*_wrong(found)]
        if head and head not in found.heads:
            wrong.append("The chain does not hold that head: its end was cut off, or made anew.")
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"All is as it was sealed. The head is {found.head}")


def _wrong(found: Found) -> list[str]:
    shown = [f"{each.table} {each.key}: {each.what}" for each in found.breaks[:_SHOWN]]
    left = len(found.breaks) - len(shown)
    return [*shown, f"... and {left} more"] if left > 0 else shown
