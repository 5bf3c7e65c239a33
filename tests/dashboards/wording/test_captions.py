from dataclasses import fields
from datetime import date

from dashboards.enums import DashboardPart, Figure
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import captions
from dashboards.wording.captions import Basis

ASKED = Scope(user=None, today=date(2026, 11, 22), period=Period(2025), modality="online")


def test_a_figure_says_of_which_time_it_is_and_what_does_not_narrow_it():
    shown = captions.each(ASKED)

    assert (shown["meetings"].when, shown["meetings"].limits) == ("in 2025", "")
    assert (shown["pairings"].when, shown["pairings"].limits) == (
        "on 22 Nov 2026",
        "Not narrowed by: How they met",
    )


def test_each_figure_has_a_caption_but_those_whose_numbers_say_it():
    silent = {figure for figure in Figure if not captions.of(figure, ASKED).when}

    assert silent == {Figure.NUMBERS, Figure.NETWORK}
    assert captions.of(Figure.MONTHS, ASKED).when == "in the last 12 months"
    assert captions.of(Figure.WORKSHOPS, ASKED).limits == ""
    assert captions.of(Figure.PEOPLE, ASKED).limits == "Not narrowed by: How they met"


def test_a_page_with_one_part_says_of_which_time_it_is():
    today = "All countries · Online · As of 22 Nov 2026"

    assert captions.in_short(DashboardPart.GAPS, ASKED) == today
    assert captions.in_short(DashboardPart.NETWORK, ASKED) == today
    assert captions.in_short(DashboardPart.MONTHS, ASKED) == (
        "All countries · Online · Last 12 months · As of 22 Nov 2026"
    )
    assert captions.in_short(DashboardPart.PROMISES, ASKED) == (
        "All countries · Online · 2025 · As of 22 Nov 2026"
    )


def test_what_no_figure_follows_is_a_filter():
    names = {each.name for each in fields(Scope)}

    deaf = {name for basis in Basis for name in captions._DEAF[basis]}
    assert deaf <= names
    assert deaf == set(captions._names())
