"""The period of the figures in words, for a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dashboards.enums import Period
from dashboards.queries.scope import Scope


def period(scope: Scope) -> str:
    """Return the span as an adverb: "in the last 24 months"."""
    return {
        Period.TWO_YEARS: _("in the last 24 months"),
        Period.ONE_YEAR: _("in the last 12 months"),
        Period.THIS_YEAR: _("in %(year)s") % {"year": scope.today.year},
        Period.ALL_YEARS: _("in all years"),
    }[scope.period]
