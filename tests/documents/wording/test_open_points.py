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


def test_a_name_is_whole_where_there_is_room_and_ends_with_a_sign_where_there_is_not():
    name = "Yunnan Advanced Technical School of Electronic Information (China)"
    [point] = FACTS.open
    few = replace(FACTS, open=(replace(point, pairing=name),))
    many = replace(FACTS, open=few.open * 6, partnerships=FACTS.partnerships * 8)
    many = replace(many, promised=FACTS.promised * 9, ending=FACTS.ending * 4)
    many = replace(many, coming=FACTS.coming * 2)

    assert open_points.decisions(few).table.rows[0][2] == name
    assert open_points.decisions(many).table.rows[0][2] == (
        "Yunnan Advanced Technical School of Electronic Information…"
    )


def test_a_chinese_letter_takes_the_room_of_two_and_what_is_one_letter_stays_together():
    assert open_points.short("广西工业职业技术学院", 20) == "广西工业职业技术学院"
    assert open_points.short("广西工业职业技术学院", 19) == "广西工业职业技术学…"
    khmer = "\u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6"
    assert [open_points.short(khmer, most) for most in (7, 6, 5, 4, 3)] == [
        khmer,
        f"{khmer[:5]}…",
        f"{khmer[:1]}…",
        f"{khmer[:1]}…",
        f"{khmer[:1]}…",
    ]
    assert open_points.short("", 3) == ""
