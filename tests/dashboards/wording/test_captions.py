from dataclasses import fields
from datetime import date

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


def test_what_no_figure_follows_is_a_filter():
    names = {each.name for each in fields(Scope)}

    deaf = {name for basis in Basis for name in captions._DEAF[basis]}
    assert deaf <= names
    assert deaf == set(captions._names())
