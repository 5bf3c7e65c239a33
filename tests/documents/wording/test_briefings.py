from dataclasses import replace

import pytest

from documents.wording.briefings import paper
from tests.factories.documents import COUNTS, FACTS, BriefingFactory


def said(**facts):
    briefing = BriefingFactory.build(pk=7, facts=replace(FACTS, **facts).as_json())
    return paper(briefing)


def part(shown, heading):
    return next(each for each in shown.parts if each.heading == heading)


def test_the_head_says_which_country_which_days_and_when():
    shown = said()

    assert (shown.title, shown.period, shown.issued) == (
        "Cambodia",
        "1 Dec 2025\N{EN DASH}30 Nov 2026",
        "As of 30 Nov 2026",
    )
    figures = {each.label: (each.value, each.note) for each in shown.figures}
    assert figures["Participants"] == ("1,234", "500 women among 1,000")
    assert figures["Actions done on time"] == ("5 of 8", "1 is overdue")
    assert figures["Open pairings"] == ("12", "1 began in the period")
    assert figures["Workshops held"][1].endswith("than in the 12 months before")


def test_over_all_years_nothing_began_or_lies_before():
    counts = replace(COUNTS, begun_pairings=None, workshops_before=None)
    briefing = BriefingFactory.build(
        pk=7, starts_on=None, facts=replace(FACTS, counts=counts).as_json()
    )

    shown = paper(briefing)

    assert shown.period == "All years until 30 Nov 2026"
    assert [each.note for each in shown.figures[:2]] == ["", ""]


def test_promises_are_kept_apart_and_verified_is_told_from_done():
    shown = part(said(), "Promised and delivered")

    assert shown.lines == ("Promised: 9 agreed areas. 7 done, 4 of them verified.",)
    assert shown.table.rows[0] == ("Welding", "0", "1", "5", "2", "7", "4", "1", "1")
    assert shown.table.total == ("All areas", "1", "1", "5", "2", "7", "4", "1", "1")


def test_people_by_sex_are_not_known_where_nobody_wrote_them_down():
    shown = part(said(), "Workshops and the people who came")
    assert shown.lines == ("10 of 11 workshops have a number of participants.",)
    assert shown.table.rows == (("500", "500", "234", "1,234", "Not known"),)

    unknown = replace(COUNTS, people=None, women=None, people_where_women_known=0)
    shown = said(counts=unknown)
    assert part(shown, "Workshops and the people who came").table.rows == (("Not known",) * 5,)
    assert shown.figures[2].is_word


def test_women_alone_may_be_unknown():
    counts = replace(COUNTS, women=None, people_where_women_known=0)

    assert said(counts=counts).figures[2].note == "The number of women is not known"


def test_what_ends_soon_is_named_and_the_rest_is_counted():
    shown = part(said(), "Agreements")

    assert shown.lines == (
        "4 agreements are in force.",
        "We do not know when 1 of them ends.",
    )
    assert shown.table.rows == (("MoU on welding", "NPIC, GXVC", "1 Feb 2027"),)
    assert shown.notes == ("and 2 more",)


def test_a_pairing_says_how_it_is_going():
    shown = part(said(), "Institutions and their partners abroad")

    assert shown.table.rows[0][2:] == ("Active", "Blocked", "21 Oct 2026")
    assert shown.notes == ("and 11 more",)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("What needs a decision", "Nothing is blocked or late, and no question is open."),
        ("Institutions and their partners abroad", "No open pairing."),
        ("Promised and delivered", "No agreed area in this period."),
        ("Agreements", "None is known to end within 180 days."),
        ("Workshops and the people who came", "No workshop took place in this period."),
        ("What comes next", "No meeting is planned, and no action is due within 90 days."),
    ],
)
def test_an_empty_country_says_so_in_each_part(heading, says):
    lists = dict.fromkeys(("partnerships", "promised", "ending", "coming", "open"), ())
    counts = replace(COUNTS, open_pairings=0, workshops=0, actions_due=0)
    shown = said(**lists, counts=counts, end_not_known=0, ending_total=0)

    assert part(shown, heading).lines[-1] == says
    assert part(shown, heading).table is None
    assert shown.figures[3].value == "None was due"


def test_where_nothing_is_done_nothing_is_verified():
    none = tuple(replace(each, done=0, verified=0) for each in FACTS.promised)

    [line] = part(said(promised=none), "Promised and delivered").lines

    assert line == "Promised: 9 agreed areas. None is done yet."
