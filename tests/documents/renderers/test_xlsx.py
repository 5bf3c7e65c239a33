import tracemalloc
from datetime import date

from openpyxl import load_workbook

from documents.renderers import xlsx
from documents.terms.workbooks import Sheet, Workbook


def _written(*rows):
    sheet = Sheet("Figures", ("What", "Number", "Day"), rows, "Each row counts.")
    book = Workbook("Registers", "Notes", [("Country", "Cambodia")], [sheet])
    with xlsx.render(book) as file:
        return load_workbook(file)


def test_numbers_and_days_are_such_what_is_unknown_is_empty_and_a_text_is_no_formula():
    book = _written(
        ("=1+1", 7, date(2026, 1, 2)),
        ("http://example.org កម្ពុជា", 0, None),
        ("x" * 40_000, None, None),
    )

    assert book.sheetnames == ["Notes", "Figures"]
    head, first, second, third = book["Figures"].iter_rows(values_only=True)
    assert head == ("What", "Number", "Day")
    assert (first[:2], first[2].date()) == (("=1+1", 7), date(2026, 1, 2))
    assert book["Figures"]["A2"].data_type == "s"
    assert second == ("http://example.org កម្ពុជា", 0, None)
    assert len(third[0]) == 32_767
    assert book["Figures"].freeze_panes == "B2"
    notes = [row for row in book["Notes"].iter_rows(values_only=True) if any(row)]
    assert notes == [("Registers", None), ("Country", "Cambodia"), ("Figures", "Each row counts.")]


def test_a_column_is_as_wide_as_what_is_in_it_and_no_note_covers_another():
    long = "Promised: every agreed area that is not dropped. " * 6
    sheet = Sheet("Figures", ("What came of it", "Day"), [("x" * 30, date(2026, 1, 2))], long)
    longer = Sheet("Areas", ("What", "Who"), [("x" * 400, "广西工业职业技术学院")], "Short.")

    with xlsx.render(Workbook("Registers", "Notes", [], [sheet, longer])) as file:
        book = load_workbook(file)

    widths = {name: each.width for name, each in book["Figures"].column_dimensions.items()}
    assert [int(widths[name]) for name in "AB"] == [32, 12]
    assert book["Areas"].column_dimensions["A"].width < 60
    assert int(book["Areas"].column_dimensions["B"].width) == 22
    heights = [book["Notes"].row_dimensions[number].height for number in (3, 4)]
    assert heights == [60, None]
    for each in book:
        assert (each.page_setup.orientation, each.page_setup.fitToHeight) == ("landscape", 0)


def test_a_name_that_excel_does_not_take_is_made_one_that_it_takes():
    sheet = Sheet("Promised [and] delivered: what came of it/all", ("What",), [], "")
    book = Workbook("Registers", "Notes", [], [sheet])

    with xlsx.render(book) as file:
        assert load_workbook(file).sheetnames[1] == "Promised  and  delivered  what"


def test_the_memory_does_not_grow_with_the_rows():
    def peak(count):
        rows = ((f"{number} is a row of its own", number, None) for number in range(count))
        book = Workbook("Registers", "Notes", [], [Sheet("Figures", ("What",) * 3, rows, "")])
        tracemalloc.start()
        try:
            xlsx.render(book).close()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(4000) < 1.5 * peak(400)
