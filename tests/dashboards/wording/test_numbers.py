from datetime import date

import pytest

from dashboards.queries.numbers import ActionsDue, Before, HeadCounts, Overview
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording.numbers import shown
from events.enums import Modality
from network.models import CooperationArea

TODAY = date(2026, 11, 22)
NOBODY = HeadCounts(None, None, 0, workshops=0, workshops_with_figure=0)
NOTHING = Before(0, NOBODY, ActionsDue(0, 0, 0))


THIS_YEAR = Period(2026)


def _shown(period=THIS_YEAR, before=NOTHING, *, chosen=None, **numbers):
    nothing = {
        "open_pairings": 0,
        "begun_pairings": 0,
        "head_counts": NOBODY,
        "actions": ActionsDue(0, 0, 0),
    }
    scope = Scope(user=None, today=TODAY, period=period, **(chosen or {}))
    overview = Overview(**{**nothing, **numbers}, before=before)
    return {number.key: (number.value, *number.notes) for number in shown(overview, scope)}


def test_an_empty_network_has_nothing_and_does_not_say_zero_people():
    before = "in 2025 until 22 Nov 2025"

    assert _shown() == {
        "pairings": ("0", "0 began in 2026", f"As many as {before}"),
        "workshops": ("0", f"As many as {before}"),
        "participants": ("Not known",),
        "actions": ("None was due", f"None was due {before}"),
    }


def test_each_number_says_what_it_is_held_against():
    numbers = _shown(
        Period(2025),
        Before(
            begun_pairings=3,
            head_counts=HeadCounts(20, 10, 20, workshops=1, workshops_with_figure=1),
            actions=ActionsDue(total=2, on_time=2, overdue=0),
        ),
        open_pairings=2,
        begun_pairings=1,
        head_counts=HeadCounts(51, 17, 34, workshops=4, workshops_with_figure=3),
        actions=ActionsDue(total=3, on_time=1, overdue=1),
    )

    assert numbers == {
        "pairings": ("2", "1 began in 2025", "2 fewer than in 2024"),
        "workshops": ("4", "3 more than in 2024"),
        "participants": (
            *("51", "50% women, where it is known"),
            "31 more than in 2024, where it is known",
        ),
        "actions": ("1 of 3", "1 is overdue", "2 of 2 in 2024"),
    }


def test_what_is_not_known_is_compared_with_nothing():
    people = HeadCounts(20, 10, 20, workshops=1, workshops_with_figure=1)
    unknown = Before(0, HeadCounts(None, None, 0, 2, 0), ActionsDue(0, 0, 0))

    whole = _shown(Period(2025), Before(0, people, ActionsDue(0, 0, 0)), head_counts=people)
    assert whole["participants"][-1] == "As many as in 2024"
    assert _shown(Period(2025), unknown, head_counts=people)["participants"][-1] == (
        "The number in 2024 is not known"
    )
    assert _shown(Period(2025), head_counts=people)["participants"] == (
        "20",
        "50% women, where it is known",
    )


def test_over_all_years_there_is_no_period_before():
    numbers = _shown(Period.ALL_YEARS, None, begun_pairings=None)

    assert (numbers["pairings"], numbers["workshops"]) == (("0",), ("0",))


def test_each_number_says_which_filter_it_cannot_follow():
    numbers = _shown(
        Period.ALL_YEARS,
        None,
        chosen={"modality": Modality.ONLINE.value, "area": CooperationArea(name="Robots")},
    )

    assert numbers["pairings"][-1] == "Not narrowed by: How they met"
    assert numbers["actions"][-1] == "Not narrowed by: Area of cooperation, How they met"
    assert numbers["workshops"] == ("0",)


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
    assert _shown(Period.ALL_YEARS, None, head_counts=counts)["participants"] == (
        str(counts.people),
        note,
    )
