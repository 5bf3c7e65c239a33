from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from documents.renderers import docx
from documents.wording.briefings import paper
from tests.factories.documents import FACTS, BriefingFactory


@pytest.fixture
def made():
    shown = paper(BriefingFactory.build(pk=7, facts=FACTS.as_json()))
    return shown, Document(BytesIO(docx.render(shown)))


def _rows(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_the_word_file_says_what_the_paper_says(made):
    shown, document = made
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    figures, *tables = document.tables

    assert headings == [part.heading for part in shown.parts]
    assert [cell.text for cell in figures.rows[0].cells] == [
        f"{each.label}\n{each.value}\n{each.note}" for each in shown.figures
    ]
    of_parts = [part.table for part in shown.parts if part.table]
    assert [_rows(table)[0] for table in tables] == [
        tuple(column.head for column in table.columns) for table in of_parts
    ]
    assert [_rows(table)[1:] for table in tables] == [
        [*table.rows, *([table.total] if table.total else [])] for table in of_parts
    ]
    assert "A & B <C> (China)" in _rows(tables[1])[1][1]
    assert document.core_properties.title == "Country briefing: Cambodia"
    assert document.sections[0].footer.paragraphs[0].text.startswith(shown.foot)


def test_heads_repeat_rows_stay_whole_and_numbers_stand_to_the_right(made):
    _shown, document = made
    promised = document.tables[3]

    head, row, total = promised.rows[0], promised.rows[1], promised.rows[-1]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [cell.paragraphs[0].style.name for cell in row.cells[:2]] == ["Cell", "Cell number"]
    assert head.cells[1].paragraphs[0].style.name == "Cell head number"
    assert total.cells[0].paragraphs[0].runs[0].bold
    widths = [column.width for column in promised.columns]
    assert widths[0] > widths[1]


def test_no_head_is_broken_within_a_word(made):
    """The widest, "Proposed", takes 36.9 pt in bold Arial of 8 pt; on each side are 2 pt more."""
    _shown, document = made
    promised = document.tables[3]

    margins = promised._tbl.tblPr.find(qn("w:tblCellMar"))
    sides = {each.tag: int(each.get(qn("w:w"))) for each in margins}
    assert sides == {qn("w:left"): 40, qn("w:right"): 40}
    assert min(column.width.pt for column in promised.columns) - 4 >= 36.9


def test_a_word_in_the_place_of_a_number_is_set_smaller():
    facts = replace(FACTS, counts=replace(FACTS.counts, people=None))
    shown = paper(BriefingFactory.build(pk=7, facts=facts.as_json()))

    figures, *_tables = Document(BytesIO(docx.render(shown))).tables

    looks = [cell.paragraphs[1].style.name for cell in figures.rows[0].cells]
    assert looks == ["Figure word" if each.is_word else "Figure" for each in shown.figures]
    assert "Figure word" in looks


def _template(text: str) -> BytesIO:
    file, document = BytesIO(), Document()
    document.add_paragraph(text)
    document.save(file)
    return file


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ title.__class__.__mro__ }}",
        "{% for each in range(10**9) %}{% endfor %}",
    ],
)
def test_a_template_runs_nothing(text):
    with pytest.raises((SecurityError, OverflowError)):
        docx.fill(_template(text), {"title": "Cambodia"})


def test_a_name_that_nobody_knows_is_an_error_and_what_is_said_is_no_markup():
    with pytest.raises(UndefinedError):
        docx.fill(_template("{{ name }}"), {"title": "Cambodia"})

    said = docx.fill(_template("{{ title }}"), {"title": "A & B <C> {{ 1 + 1 }}"})
    assert said.paragraphs[0].text == "A & B <C> {{ 1 + 1 }}"


# As the schema of the format has them: Word refuses a file that has them in another order.
_IN_ORDER = {
    "w:tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"),
    "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "w:pPr": ("pStyle", "keepNext", "keepLines", "pBdr", "shd", "tabs", "spacing", "ind", "jc"),
}


@pytest.mark.parametrize("name", _IN_ORDER)
def test_word_opens_it_as_all_stands_in_its_order(made, name):
    _shown, document = made

    for holder in document.element.iter(qn(name)):
        places = [each.tag.split("}")[1] for each in holder]
        known = [_IN_ORDER[name].index(tag) for tag in places if tag in _IN_ORDER[name]]
        assert known == sorted(known), places
