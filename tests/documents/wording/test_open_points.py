from dataclasses import replace

from documents.wording import open_points
from tests.factories.documents import FACTS


def test_a_point_says_why_what_where_and_since_when():
    table = open_points.decisions(FACTS).table

    assert table.rows == (
        ("Blocked, needs help", "Send the machines", "NPIC and GXVC", "21 Oct 2026"),
    )


def test_a_point_of_a_whole_pairing_says_so_and_may_have_no_day():
    [point] = FACTS.open
    whole = replace(FACTS, open=(replace(point, text="", since=None),), open_total=4)

    shown = open_points.decisions(whole)

    assert shown.table.rows[0][1::2] == ("The pairing as a whole", "")
    assert shown.notes == ("and 3 more",)


def test_what_lies_ahead_says_its_day_as_far_as_it_is_known():
    rows = open_points.ahead(FACTS).table.rows

    assert [row[:2] for row in rows] == [
        ("January 2027", "Meeting: Study visit"),
        ("4 Dec 2026", "Send the curriculum"),
        ("No date yet", "Meeting: Forum"),
    ]
