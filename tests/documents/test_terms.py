"""What a paper says, as plain values."""

from datetime import UTC, datetime

from documents.terms.briefings import Promised
from documents.terms.papers import Column, Figure, Paper, Part, Table

HEADS = (Column("Area", width=2), Column("Agreed", is_number=True))


def paper(*parts):
    return Paper(
        language="en",
        kind="Country briefing",
        title="Cambodia",
        period="2026",
        issued="30 November 2026",
        issued_at=datetime(2026, 11, 30, tzinfo=UTC),
        figures=(Figure("Workshops", "3"),),
        parts=parts,
        sources=("The records of the network",),
        foot="Cambodia",
        page_of="Page 1 of 2",
    )


def test_each_cell_of_a_table_has_its_column_and_the_total_comes_last():
    rows = (("Robots", "2"), ("Tourism", "1"))

    assert Table(HEADS, rows).drawn() == [list(zip(HEADS, row, strict=True)) for row in rows]
    drawn = Table(HEADS, rows, total=("All", "3")).drawn()
    assert [text for _column, text in drawn[-1]] == ["All", "3"]


def test_what_was_dropped_is_no_part_of_what_was_promised():
    promised = Promised(
        area="Robots",
        wished=1,
        proposed=2,
        agreed=3,
        planned=4,
        done=5,
        verified=4,
        late=1,
        dropped=7,
    )

    assert promised.total == 10


def test_every_text_of_a_paper_is_looked_at_and_nothing_that_acts_is_handed_on():
    whole = paper(Part("Promised", ("Kept apart.",), Table(HEADS, (("Robots", "2"),))))

    assert {"Cambodia", "Workshops", "Kept apart.", "Robots", "Agreed"} <= set(whole.texts())
    assert "issued_at" not in whole.as_plain()
