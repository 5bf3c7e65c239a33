"""Load the sample network: the facts of five public documents."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from network.models import Organization
from sample.operations import (
    agreements,
    events,
    organizations,
    pairings,
    people,
    vocabularies,
)
from sample.queries.facts import is_loaded, stated


class Command(BaseCommand):
    """Bring in what is not there yet; what people have changed since stays as it is."""

    help = "Load the sample network into an empty database, or complete one that holds it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load in one transaction; the history names the sample as its source."""
        if not settings.LOCAL_MODE:
            raise CommandError("The sample network is only for trying out, with local settings.")
        self._refuse_another_network()
        with transaction.atomic(), pghistory.context(by="Sample network"):
            vocabularies.load()
            organizations.load()
            people.load()
            pairings.load()
            agreements.load()
            events.load(today=timezone.localdate())
        self.stdout.write("The sample network is loaded.")

    def _refuse_another_network(self) -> None:
        """A network of its own must not be mixed with the sample."""
        first = stated("organizations")[0]["key"]
        if Organization.objects.exists() and not is_loaded(Organization, first):
            raise CommandError(
                "This database holds a network of its own: the sample is not mixed into it.\n"
                "Load the sample into an empty database."
            )
