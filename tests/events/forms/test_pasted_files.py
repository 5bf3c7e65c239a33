"""A list of names that comes as a file."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from core.uploads import UploadRefusedError
from events.forms import pasted_people
from events.forms.pasted_files import text_of
from events.forms.pasted_list import refuse_what_is_no_list
from events.forms.pasted_people import outcomes
from events.forms.pasted_sheets import (
    MOST_ROWS,
    MOST_UNPACKED,
    UnreadableSheetError,
    rows_of_first_sheet,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TEXTS = MAIN.replace("sheet.main", "sharedStrings")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TEXTS}"/></Types>'
)
SHEETS = (
    '<sheet name="Lists" sheetId="1" state="hidden" r:id="r2"/>'
    '<sheet name="Who comes" sheetId="2" r:id="r1"/><sheet name="Notes" sheetId="3" r:id="r2"/>'
)
STRINGS = """<si><t>Full name</t></si><si><t>Position</t></si><si><r><t>Wei </t></r>
<r><t>Fan</t></r><rPh sb="0" eb="1"><t>wei</t></rPh></si><si><t xml:space="preserve">"Vice" Dean,
planning </t></si>"""
ROWS = """<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row><row r="3"/>
<row r="4"><c r="A4"><v>1</v></c><c r="B4" t="s"><v>2</v></c><c r="C4" t="b"><v>1</v></c>
<c r="D4" t="s"><v>3</v></c></row><row><c/><c t="inlineStr"><is><t>Dara Sok</t></is></c>
<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>Dean</v></c><c r="XFD5"><v>9</v></c></row>"""


def _links(links):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def xlsx(rows=ROWS, **parts):
    """Return an Excel file as Excel writes it; ``parts`` take the place of its own."""
    links = (
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    held = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _links(main),
        "xl/workbook.xml": (
            f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets>{SHEETS}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/sharedStrings.xml": f"<sst {SHEET}>{STRINGS}</sst>",
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>"
        ),
        "xl/worksheets/sheet2.xml": f"<worksheet {SHEET}/>",
    } | {f"xl/{name}.xml": text for name, text in parts.items()}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return file.getvalue()


def read(name, data):
    return text_of(SimpleUploadedFile(name, data))


def test_the_first_sheet_that_is_shown_becomes_what_somebody_would_paste():
    text = read("People.XLSX", xlsx())

    assert text.splitlines() == [
        "\tFull name\t\tPosition",
        '1\tWei Fan\t\t"""Vice"" Dean, planning"',
        "\tDara Sok\t\tDean",
    ]
    people = pasted_people.read(text)
    assert [(one.name, one.position) for one in people] == [
        ("Wei Fan", '"Vice" Dean, planning'),
        ("Dara Sok", "Dean"),
    ]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("utf-8-sig", "\u179f\u17bb\u1781 \u178a\u17b6\u179a\u17c9\u17b6;\u1793\u17b6\u1799\u1780"),
        ("utf-16", "\u1019\u1031\u102c\u1004\u103a\tDirector"),
        ("utf-8", "\u0e97\u0eb2\u0ea7 \u0eaa\u0ebb\u0ea1,\u0e84\u0eb9"),
        ("gb18030", "\u738b\u7ea2\u4e1c,\u526f\u9662\u957f,\u5e7f\u5dde\u6280\u672f\u5b66\u9662"),
        ("cp874", "\u0e28\u0e23\u0e35\u0e2a\u0e38\u0e02,\u0e04\u0e23\u0e39"),
        ("cp1252", "Jos\u00e9 Pe\u00f1a;Directeur g\u00e9n\u00e9ral;Lyc\u00e9e"),
    ],
)
def test_a_text_file_is_read_in_the_letters_of_its_country(letters, text):
    assert read("list.csv", text.encode(letters)) == text


def test_what_excel_saves_between_commas_is_read_by_its_head():
    file = b"No,Name,Organization,Position\r\n1,Dara Sok,NPIC,Dean\r\n2,Wei Fan,CQVIE,Clerk\r\n"

    people = pasted_people.read(read("list.csv", file))

    assert [(one.name, one.position, one.organization) for one in people] == [
        ("Dara Sok", "Dean", "NPIC"),
        ("Wei Fan", "Clerk", "CQVIE"),
    ]


def too_large():
    return xlsx(sharedStrings=f"<sst {SHEET}>{' ' * MOST_UNPACKED}</sst>")


REFUSED = {
    "old Excel": ("list.xls", b"\xd0\xcf\x11\xe0", "Choose an Excel file (.xlsx) or a CSV file."),
    "nothing": ("list.csv", b"", "This file is empty. Choose another file."),
    "too long": ("list.csv", b"x" * (10 * 1024 * 1024 + 1), "This file is larger than 10 MB."),
    "a long text": ("list.csv", b"x" * 400_001, "This list is too long."),
    "letters lost": ("list.csv", b"???? ????,Dean", "We cannot read the letters in this file."),
    "Big5": (
        "list.csv",
        "\u9673\u4e3b\u4efb,\u6821\u9577".encode("big5"),
        "We cannot read the letters",
    ),
    "Vietnamese": ("list.csv", b"Ph\xf0c V\xe3n", "We cannot read the letters in this file."),
    "a picture": ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "We cannot read the letters"),
    "no sheet": ("a.xlsx", xlsx(workbook=f"<workbook {SHEET}/>"), "We cannot read this XLSX file."),
    "no rows": ("a.xlsx", xlsx(rows="<row><c/></row>"), "There is no list on the first sheet"),
    "torn": ("a.xlsx", xlsx(workbook="<workbook>"), "We cannot read this XLSX file."),
    "no such text": (
        "a.xlsx",
        xlsx(rows='<row><c t="s"><v>99</v></c></row>'),
        "We cannot read this XLSX file.",
    ),
    "entities": (
        "a.xlsx",
        xlsx(
            sharedStrings=f'<!DOCTYPE sst [<!ENTITY a "aa">]><sst {SHEET}><si><t>&a;</t></si></sst>'
        ),
        "We cannot read this XLSX file.",
    ),
    "a bomb": ("a.xlsx", too_large(), "This file is too large when we open it."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_file_is_refused_in_a_sentence(kind):
    name, data, said = REFUSED[kind]

    with pytest.raises(UploadRefusedError) as refused:
        read(name, data)

    assert str(refused.value).startswith(said)


def test_a_long_sheet_is_read_only_as_far_as_shows_that_it_is_too_long():
    text = read("a.xlsx", xlsx(rows=f'<row><c t="str"><v>{"Dara Sok " * 9}</v></c></row>' * 9_000))
    many = (f'<row><c t="str"><v>Dara Sok {n}</v></c></row>' for n in range(60_000))
    lines = read("a.xlsx", xlsx(rows="".join(many)))

    assert len(text) < 120_000
    assert len(lines.splitlines()) == MOST_ROWS
    with pytest.raises(ValidationError, match="too long"):
        refuse_what_is_no_list(text)


def test_a_sheet_that_claims_its_last_corner_takes_no_memory_for_it():
    corners = '<row r="1"><c r="A1" t="str"><v>Dara Sok</v></c></row><row r="1048576">'

    text = read("a.xlsx", xlsx(rows=f'{corners}<c r="XFD1048576"><v>1</v></c></row>'))

    assert text == "Dara Sok"


def test_what_stands_above_the_head_of_a_table_is_nobody():
    text = "Peer workshop, 21 December\nName\tPosition\nDara Sok\tDean"

    assert [one.line and one.line.name for one in outcomes(text)] == [None, None, "Dara Sok"]
    assert outcomes("Dara Sok\nWei Fan\tDean\nName\tPosition")[0].line


@given(st.binary(max_size=300))
def test_whatever_bytes_come_are_text_or_refused(data):
    with suppress(UploadRefusedError):
        read("list.csv", data)
    with pytest.raises(UnreadableSheetError):
        list(rows_of_first_sheet(data))
