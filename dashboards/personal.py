"""What is kept for the figures (core/personal.py)."""

from core.personal import Holding, declare
from dashboards.models import Tally

declare(
    Holding(
        model=Tally,
        internal="figure country programme area word unit day number is_folded",
    ),
)
