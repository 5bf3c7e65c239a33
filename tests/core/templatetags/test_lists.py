import django_tables2 as tables
import pytest

from core.lists import WrittenColumn
from core.templatetags.lists import table_rows


class CollegeTable(tables.Table):
    name = tables.Column()
    place = WrittenColumn(verbose_name="A & B")
    pairings = tables.Column(attrs={"td": {"class": "num"}})

    def render_place(self, record):
        return record["city"] or "\N{EN DASH}"


@pytest.mark.parametrize(
    ("city", "cell"),
    [
        ("<Here>", '<td data-label="A &amp; B">&lt;Here&gt;</td>'),
        ("", '<td data-label="A &amp; B" data-blank>\N{EN DASH}</td>'),
    ],
)
def test_a_row_has_a_heading_and_cells_that_say_their_column(city, cell):
    table = CollegeTable([{"name": "Tools & Co", "city": city, "pairings": 3}])

    row = " ".join(table_rows(table).split())

    heading, *cells = row.removeprefix("<tr>").removesuffix("</tr>").split("<td")
    assert heading == '<th scope="row" >Tools &amp; Co</th>'
    assert [" ".join(f"<td{each}".split()) for each in cells] == [
        cell,
        '<td class="num" data-label="Pairings">3</td>',
    ]


@pytest.mark.parametrize("name", ["", "\N{EN DASH}", None])
def test_telephones_leave_out_a_cell_that_says_nothing(name):
    table = CollegeTable([{"name": "College", "city": "Here", "pairings": name}])

    assert "data-blank>" in table_rows(table)
