"""What cannot be promised is left out and logged: it does not hold up the rest."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Model

    from notifications.operations.messages import OutgoingMessage

logger = logging.getLogger(__name__)


def made(
    wanted: Iterable[tuple[Model, Callable[[], OutgoingMessage | None]]],
) -> Iterator[OutgoingMessage]:
    """Yield what is promised about each record; one that breaks has its turn again next time.

    Making a promise asks the database nothing, so it needs no savepoint. A database that does not
    answer is no fault of the record.
    """
    for record, make in wanted:
        try:
            promise = make()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            name = record._meta.label_lower
            logger.exception("%s %s cannot be planned", name, record.pk)
            continue
        if promise is not None:
            yield promise
