"""What is kept for the figures, and of who keeps views (core/personal.py)."""

from django.utils.translation import gettext_lazy as _

from core.personal import Holding, declare
from dashboards.models import SavedView, Tally

declare(
    Holding(
        model=Tally,
        internal="figure country programme countries programmes area word unit day until number "
        "is_folded wished proposed agreed planned verified with_people people with_women women "
        "people_where_women_known with_disabilities "
        "persons_with_disabilities",
    ),
    Holding(
        model=SavedView,
        of="user",
        told=_("Saved views"),
        goes=True,
        staying="user name page query is_default",
    ),
)
