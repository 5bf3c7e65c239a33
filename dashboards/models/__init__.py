"""What the database keeps for the figures, and the views that readers keep."""

from dashboards.models.saved_views import SavedView
from dashboards.models.tallies import NO_DAY, Tally

__all__ = ["NO_DAY", "SavedView", "Tally"]
