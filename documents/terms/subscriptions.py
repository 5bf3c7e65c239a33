"""What is asked for each quarter."""

from __future__ import annotations

from dataclasses import dataclass

from core.terms import Terms
from network.models import Country


@dataclass(frozen=True, kw_only=True)
class SubscriptionTerms(Terms):
    """Of which country."""

    country: Country
