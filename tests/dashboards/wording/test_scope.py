from datetime import date

import pytest

from dashboards.enums import Period
from dashboards.queries.scope import Scope
from dashboards.wording.scope import period


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Period.TWO_YEARS, "in the last 24 months"),
        (Period.ONE_YEAR, "in the last 12 months"),
        (Period.THIS_YEAR, "in 2026"),
        (Period.ALL_YEARS, "in all years"),
    ],
)
def test_each_period_has_its_words(chosen, words):
    assert period(Scope(user=None, today=date(2026, 11, 22), period=chosen)) == words
