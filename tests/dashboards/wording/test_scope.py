from datetime import date

import pytest

from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import periods, scope
from events.enums import Modality
from network.models import Country
from partnerships.enums import PairingPhase

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
    asked = Scope(user=None, today=TODAY, period=period)

    assert periods.label(period) == label
    assert (scope.period(asked), scope.before(asked)) == (within, before)


def test_a_menu_offers_years_and_quarters_the_newest_first():
    *rolling, (_years, years), (_quarters, quarters) = periods.choices(TODAY)

    assert [name for name, _label in rolling] == ["all", "12", "24"]
    assert [years[0], years[-1]] == [("2026", "2026"), ("2017", "2017")]
    assert [quarters[0], quarters[-1]] == [("2026-q4", "Q4 2026"), ("2025-q1", "Q1 2025")]


def test_what_was_asked_stands_in_one_line_and_in_the_name_of_a_file():
    nothing = Scope(user=None, today=TODAY)
    asked = Scope(
        user=None,
        today=TODAY,
        country=Country(code="KH", name="Cambodia"),
        modality=Modality.IN_PERSON.value,
        phase=PairingPhase.ENDED_EARLY.value,
        period=Period(2026),
    )

    assert scope.in_short(nothing) == "All countries · All years until 22 Nov 2026"
    assert scope.in_short(asked) == (
        "Cambodia · In person · Ended early · 2026 (1 Jan 2026\N{EN DASH}22 Nov 2026)"
        " · As of 22 Nov 2026"
    )
    assert dict(scope.asked(asked))["Phase of the pairing"] == "Ended early"
    assert scope.file_name(nothing, "areas") == "areas-all-years-2026-11-22"
    assert scope.file_name(asked, "areas") == "areas-kh-in-person-ended-early-2026-2026-11-22"
