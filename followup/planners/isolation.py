"""What cannot be planned for one reader is left out and logged: it does not hold up the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import Model

from notifications.operations.messages import OutgoingMessage

Make = Callable[[], OutgoingMessage | None]

logger = logging.getLogger(__name__)

# When what could not be planned is tried again.
LATER = timedelta(hours=1)


@dataclass(frozen=True)
class Made:
    """What could be planned about a record, and whether that is all that should be."""

    messages: list[OutgoingMessage] = field(default_factory=list)
    is_complete: bool = True

    def again_at(self, now: datetime) -> list[datetime]:
        """Return when to try again; never if nothing broke."""
        return [] if self.is_complete else [now + LATER]


def made(record: Model, makes: Iterable[Make]) -> Made:
    """Return what is planned about a record; what breaks has its turn again later.

    Making a message asks the database nothing, so it needs no savepoint. A database that does not
    answer is no fault of the record.
    """
    messages, is_complete = [], True
    for make in makes:
        try:
            message = make()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            name = record._meta.label_lower
            logger.exception("%s %s cannot be planned", name, record.pk)
            is_complete = False
            continue
        if message is not None:
            messages.append(message)
    return Made(messages, is_complete)
