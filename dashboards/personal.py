"""What is kept for the figures (core/personal.py)."""

from core.personal import Holding, declare
from dashboards.models import Tally

declare(
    Holding(
        model=Tally,
        internal="figure country programme area word unit day until number is_folded with_people "
        "people with_women women people_where_women_known with_disabilities "
        "persons_with_disabilities",
    ),
)
