"""Make the first account of an empty installation; everybody else is invited in the browser."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from core.errors import DomainError
from core.normalisation import clean_name
from network.mails import address_of
from network.operations import invitations

_NEXT = """\
This link sets the password of {email}. It works until {until} UTC, once:

{address}

Then:
1. Open the link, choose a password and set up the second step of the sign-in.
2. Open "Access" in the menu and invite your colleagues. They get a link by mail.

Is the link too old? Run this command again."""


class Command(BaseCommand):
    """Ask for an address and a name, and print a link that sets the password."""

    help = (
        "Make the first account, of project staff, on an installation that nobody can sign in to."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what it would ask for."""
        parser.add_argument("--email", help="the address to sign in with")
        parser.add_argument("--name", help="the full name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the account, or a new link as long as nobody has used the one before."""
        email = _known(options["email"], "E-mail address: ")
        name = clean_name(_known(options["name"], "Full name: "))
        try:
            validate_email(email)
            link = invitations.begin(email=email, name=name or email, now=timezone.now())
        except (DomainError, ValidationError) as refused:
            raise CommandError(" ".join(getattr(refused, "messages", [str(refused)]))) from refused
        until = f"{link.expires_at:%Y-%m-%d %H:%M}"
        self.stdout.write(_NEXT.format(email=email, until=until, address=address_of(link)))


def _known(given: str | None, question: str) -> str:
    return (given if given is not None else input(question)).strip()
