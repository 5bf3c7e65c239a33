"""How the filters of an address are kept."""

import pytest

from dashboards.terms.saved_views import canonical


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("", ""),
        ("period=2026&area=&page=3&after=9&country=LA", "country=LA&period=2026"),
        ("country=&period=", "country="),
        ("state=open&state=done&state=open", "state=done&state=open"),
        ("q=%E5%B9%BF%E5%B7%9E+a", "q=%E5%B9%BF%E5%B7%9E+a"),
    ],
)
def test_filters_are_kept_in_order_and_what_is_not_asked_is_left_out(asked, kept):
    assert canonical(asked) == kept
    assert canonical(kept) == kept
