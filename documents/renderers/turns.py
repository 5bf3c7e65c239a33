"""The turns of those who have a paper made."""

from django.utils.translation import gettext_lazy as _

from core.turns import Turns

PAPERS = Turns(
    "PAPERS_AT_ONCE",
    "PAPER_WAIT",
    _("Other papers are being made just now. Try again in a few seconds."),
)
