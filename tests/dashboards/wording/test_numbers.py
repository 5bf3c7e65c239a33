from datetime import date

import pytest

from dashboards.enums import Period
from dashboards.queries.numbers import ActionsDue, HeadCounts, Overview
from dashboards.queries.scope import Scope
from dashboards.wording.numbers import shown

SCOPE = Scope(user=None, today=date(2026, 11, 22))
NOBODY = HeadCounts(None, None, 0, workshops=0, workshops_with_figure=0)


def _shown(scope=SCOPE, **numbers):
    nothing = {
        "open_pairings": 0,
        "begun_pairings": 0,
        "workshops_before": 0,
        "head_counts": NOBODY,
        "actions": ActionsDue(0, 0, 0),
    }
    overview = Overview(**{**nothing, **numbers})
    return {number.key: (number.value, number.note) for number in shown(overview, scope)}


def test_an_empty_network_has_nothing_and_does_not_say_zero_people():
    assert _shown() == {
        "pairings": ("0", "0 began in the last 24 months"),
        "workshops": ("0", "0 in the period before"),
        "participants": ("Not known", ""),
        "actions": ("None was due", ""),
    }


def test_each_number_says_what_it_is_held_against():
    numbers = _shown(
        open_pairings=2,
        begun_pairings=1,
        workshops_before=1,
        head_counts=HeadCounts(51, 17, 34, workshops=1, workshops_with_figure=1),
        actions=ActionsDue(total=3, on_time=1, overdue=1),
    )

    assert numbers == {
        "pairings": ("2", "1 began in the last 24 months"),
        "workshops": ("1", "1 in the period before"),
        "participants": ("51", "50% women, where it is known"),
        "actions": ("1 of 3", "1 is overdue"),
    }


def test_over_all_years_there_is_no_period_before():
    all_years = Scope(user=None, today=date(2026, 11, 22), period=Period.ALL_YEARS)

    numbers = _shown(all_years, begun_pairings=None, workshops_before=None)

    assert (numbers["pairings"], numbers["workshops"]) == (("0", ""), ("0", ""))


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        (HeadCounts(4, 1, 4, 1, 1), "1 women among 4"),
        (HeadCounts(51, None, 0, 2, 2), "The number of women is not known"),
        (
            HeadCounts(51, None, 0, 2, 2, persons_with_disabilities=3),
            "The number of women is not known; 3 persons with disabilities",
        ),
    ],
)
def test_few_people_are_counted_not_shared_out(counts, note):
    assert _shown(head_counts=counts)["participants"] == (str(counts.people), note)
