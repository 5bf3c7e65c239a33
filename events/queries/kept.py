"""All columns that the database keeps on rows; ``manage.py figures`` asks of each."""

from __future__ import annotations

from events.queries.concerns import (
    ON_AGREEMENTS,
    ON_DESIGNATIONS,
    ON_EVENTS,
    ON_ORGANIZATIONS,
    ON_WORK_PLANS,
)
from events.queries.known_people import ON_PEOPLE
from events.queries.messages import on_messages
from partnerships.queries.first_days import ON_DUE_ITEMS
from partnerships.queries.kept import ON_COMMITMENTS, ON_PAIRINGS, ON_SIDES, ON_UPDATES

ON_MESSAGES = on_messages()
# In the order in which one needs what another says.
KEPT = (
    *ON_DUE_ITEMS,
    ON_UPDATES,
    ON_PAIRINGS,
    ON_SIDES,
    ON_COMMITMENTS,
    ON_EVENTS,
    ON_AGREEMENTS,
    ON_DESIGNATIONS,
    ON_WORK_PLANS,
    ON_ORGANIZATIONS,
    ON_PEOPLE,
    ON_MESSAGES,
)
