from datetime import date

import pytest

from dashboards.terms.periods import Period
from dashboards.wording import periods

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "label", "within", "before"),
    [
        ("all", "All years", "in all years", ""),
        ("12", "Last 12 months", "in the last 12 months", "in the 12 months before"),
        ("24", "Last 24 months", "in the last 24 months", "in the 24 months before"),
        ("2025", "2025", "in 2025", "in 2024"),
        ("2026", "2026", "in 2026", "in 2025 until 22 Nov 2025"),
        ("2026-q1", "Q1 2026", "in Q1 2026", "in Q4 2025"),
        ("2026-q4", "Q4 2026", "in Q4 2026", "in Q3 2026 until 22 Aug 2026"),
    ],
)
def test_a_period_in_words(name, label, within, before):
    period = Period.named(name)

    assert (periods.label(period), periods.within(period)) == (label, within)
    assert periods.before(period, TODAY) == before


def test_a_menu_offers_years_and_quarters_the_newest_first():
    *rolling, (_years, years), (_quarters, quarters) = periods.choices(TODAY)

    assert [name for name, _label in rolling] == ["all", "12", "24"]
    assert [years[0], years[-1]] == [("2026", "2026"), ("2017", "2017")]
    assert [quarters[0], quarters[-1]] == [("2026-q4", "Q4 2026"), ("2025-q1", "Q1 2025")]
