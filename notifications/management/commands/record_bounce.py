"""Note that a mail came back: the mail server pipes the reports it gets into this command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notifications import wording
from notifications.operations import bounces
from notifications.queries import clock

# Far above any report; more is not read.
LARGEST = 10_000_000


class Command(BaseCommand):
    """Record delivery reports (RFC 3464)."""

    help = "Record delivery reports, from files or one from standard input; other mail is left."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files, for reports that were kept; a mail alias gives none."""
        parser.add_argument("files", nargs="*", type=Path, help="reports, one a file")

    def handle(self, *_args: Any, files: list[Path], **_options: Any) -> None:
        """Say in one sentence each what was done; a mail that is no report must not bounce."""
        for octets in _mails(files):
            self.stdout.write(_recorded(octets))


def _mails(files: list[Path]) -> Iterator[bytes]:
    """Read each mail as far as a report can go."""
    if not files:
        yield sys.stdin.buffer.read(LARGEST)
    for path in files:
        with path.open("rb") as file:
            yield file.read(LARGEST)


def _recorded(octets: bytes) -> str:
    report = bounces.read(octets)
    if report is None:
        return "This is no delivery report. Nothing was changed."
    message = bounces.record(report, now=clock.now())
    if message is None:
        return "This report names no mail of ours. Nothing was changed."
    said = report.reason or wording.error_of(message)
    return f"Message {message.pk}: {message.status.label}. {said}"
