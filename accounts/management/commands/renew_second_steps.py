"""Encrypt the secrets of second steps with the newest key, so that an old one can be taken away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.operations import second_steps


class Command(BaseCommand):
    """Encrypt anew what the older keys of SECOND_STEP_KEYS encrypted."""

    help = "Encrypt the secrets of second steps with the first key of SECOND_STEP_KEYS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many there are, and that the other keys can go."""
        count = second_steps.renew()
        self.stdout.write(f"{count} second steps stand under the first key. Older keys can go.")
