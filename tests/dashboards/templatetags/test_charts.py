from datetime import date
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string

from dashboards.queries.figures import AreaProgress, Quarter
from dashboards.templatetags.charts import BOTTOM, HEIGHT, WIDTH, area_bar, quarters_chart
from dashboards.terms.periods import Span


def _quarter(start, online=0, in_person=0, both=0):
    days = Span(start, start)
    return Quarter(start, days, {"online": online, "in_person": in_person, "both": both})


def _area(name, done=0, started=0, not_started=0):
    return AreaProgress(name.lower(), name, done, started, not_started, 0)


def _drawn(template, context):
    """Return the SVG as a tree; it must be well-formed."""
    markup = render_to_string(template, context)
    return ET.fromstring(markup[: markup.index("</svg>") + 6])  # noqa: S314 — our own markup


def test_the_highest_column_fills_the_chart_and_blocks_stand_on_each_other():
    chart = quarters_chart([_quarter(date(2026, 1, 1), online=2, both=2)])

    [column] = chart["columns"]
    lower, upper = column.blocks
    assert lower.y + lower.height == HEIGHT - BOTTOM
    assert upper.y + upper.height == lower.y
    assert column.top == upper.y
    assert (column.total, column.name, column.year) == (4, "Q1", "2026")


def test_the_finding_is_said_in_words():
    chart = quarters_chart(
        [_quarter(date(2025, 10, 1), online=1), _quarter(date(2026, 1, 1), in_person=3)]
    )

    assert chart["finding"] == "4 meetings in all. The most, 3, were in quarter 1 of 2026."


def test_a_chart_of_nothing_says_so():
    assert quarters_chart([])["finding"] == "No meeting took place."
    assert quarters_chart([_quarter(date(2026, 1, 1))])["columns"][0].blocks == ()


def test_many_quarters_stay_inside_and_lose_their_names():
    many = [_quarter(date(2021 + n // 4, 1 + 3 * (n % 4), 1), online=n) for n in range(24)]

    columns = quarters_chart(many)["columns"]

    assert all(0 <= block.x <= WIDTH - block.width for c in columns for block in c.blocks)
    assert {column.name for column in columns} == {""}
    assert [column.year for column in columns if column.year] == [
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
    ]


def test_the_drawing_is_well_formed():
    chart = quarters_chart([_quarter(date(2026, 1, 1), online=2)])

    svg = _drawn("dashboards/charts/columns.html", chart)

    assert svg.attrib["role"] == "img"
    assert len(svg.findall("rect")) == 1


def test_the_longest_bar_fills_its_cell_and_empty_parts_are_left_out():
    long, short = _area("Long", done=2, not_started=2), _area("Short", started=1)

    assert [(b.x, b.width, b.fill) for b in area_bar(long, [long, short])["blocks"]] == [
        (0, 50.0, "f1"),
        (50.0, 50.0, "f0"),
    ]
    assert [(b.x, b.width, b.fill) for b in area_bar(short, [long, short])["blocks"]] == [
        (0, 25.0, "f2")
    ]


def test_a_bar_of_nothing_is_empty():
    nothing = _area("Nothing")

    assert area_bar(nothing, [nothing])["blocks"] == []
