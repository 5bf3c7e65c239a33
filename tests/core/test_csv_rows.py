"""CSV files that open rightly and safely in a spreadsheet."""

from decimal import Decimal

import pytest

from core.csv_rows import rows_as_csv


def text(rows):
    return made(["Name"], rows).decode("utf-8-sig")


def made(head, rows):
    return b"".join(rows_as_csv(head, rows))


def test_begins_with_a_byte_order_mark_so_that_excel_reads_other_scripts():
    file = made(["Name", "City"], [["វិទ្យាស្ថាន", "ភ្នំពេញ"]])

    assert file == "\ufeffName,City\r\nវិទ្យាស្ថាន,ភ្នំពេញ\r\n".encode()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\tx", "\uff1d1", "  =1"])
def test_text_that_looks_like_a_formula_is_only_text(cell):
    file = text([[cell]])

    assert file.removeprefix("Name\r\n").strip('"\r\n') == f"'{cell}"


def test_numbers_stay_numbers_and_unknown_stays_empty():
    file = made(["a", "b", "c"], [[-3, None, Decimal("1.5")]])

    assert file.decode("utf-8-sig") == "a,b,c\r\n-3,,1.5\r\n"


def test_a_head_is_neutralised_too():
    assert made(["=x"], []).decode("utf-8-sig") == "'=x\r\n"
