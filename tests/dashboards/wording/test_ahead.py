"""What comes next in words."""

from datetime import date

from dashboards.queries.ahead import Ahead, Coming
from dashboards.queries.scope import Scope
from dashboards.wording import ahead
from events.models import Event
from partnerships.models import Action, Commitment, Pairing

DAY, PAIRING = date(2026, 12, 1), Pairing(title="NPIC and GXVC")
SCOPE = Scope(None, date(2026, 11, 22))


def test_only_what_there_is_has_a_line_and_no_list_is_counted_without_end():
    assert ahead.lines(Ahead((), 0, 0, 0), SCOPE) == []
    assert [line.words for line in ahead.lines(Ahead((), 1, 1_001, 2), SCOPE)] == [
        "1 meeting is planned",
        "1,000+ actions are due within 90 days",
        "2 agreed areas end within 90 days",
    ]


def test_each_row_says_of_which_kind_it_is_and_when():
    coming = (
        Coming(Action(pk=1, text="Send it", pairing=PAIRING), DAY),
        Coming(Commitment(pk=1, text="Welding", pairing=PAIRING), DAY),
        Coming(Event(pk=1, title="Forum", earliest_day=DAY, latest_day=date(2026, 12, 31)), DAY),
    )

    assert [
        (row.kind, row.text, row.when, row.pairing) for row in ahead.rows(Ahead(coming, 1, 1, 1))
    ] == [
        ("Action", "Send it", "1 Dec 2026", "NPIC and GXVC"),
        ("Agreed area", "Welding", "1 Dec 2026", "NPIC and GXVC"),
        ("Meeting", "Forum", "December 2026", ""),
    ]
