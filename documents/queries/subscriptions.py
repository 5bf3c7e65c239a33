"""Which quarter a briefing that comes by mail is of, and what its message is called."""

from __future__ import annotations

from datetime import date, timedelta

from dashboards.terms.periods import Period
from documents.models import Subscription

KIND = "documents.briefing"


def begins_on(quarter: Period) -> date:
    """Return the first day of a quarter."""
    return date(quarter.year, 3 * quarter.quarter - 2, 1)


def following(quarter: Period) -> Period:
    """Return the next quarter."""
    return Period.quarter_of(begins_on(quarter) + timedelta(days=95))


def key_for(subscription: Subscription, quarter: Period) -> str:
    """Return the identity of the message about the briefing of ``quarter``: it goes once."""
    return f"briefing:{subscription.pk}:{quarter}"


def quarter_of(key: str) -> Period | None:
    """Return the quarter that the key of a message names."""
    return Period.named(key.rpartition(":")[2])
