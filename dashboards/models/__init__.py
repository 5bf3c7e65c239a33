"""What the database keeps for the figures."""

from dashboards.models.tallies import NO_DAY, Tally

__all__ = ["NO_DAY", "Tally"]
