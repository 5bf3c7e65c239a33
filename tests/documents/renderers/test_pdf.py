import json
import subprocess
import sys
from dataclasses import replace

import pytest
import typst
from django.conf import settings

from documents.renderers import pdf
from documents.wording.briefings import paper
from tests.factories.documents import FACTS, BriefingFactory

# Each script of the network, marks that stack, and a rare letter of a name.
SCRIPTS = "កម្ពុជា ສະບາຍດີ မြန်မာ ภาษาไทย 中文骉 Tiếng"


def said(**facts):
    return paper(BriefingFactory.build(pk=7, facts=replace(FACTS, **facts).as_json()))


def count_pages(shown) -> int:
    """Return on how many pages the paper is set."""
    pages = typst.compile(
        pdf._LAYOUT,
        root=pdf._HERE,
        font_paths=[settings.PAPER_FONTS / name for name in pdf._FONTS],
        ignore_system_fonts=True,
        format="svg",
        sys_inputs={"paper": json.dumps(shown.as_plain())},
    )
    return len(pages) if isinstance(pages, list) else 1


def test_the_same_paper_is_the_same_bytes():
    made = pdf.render(said())

    assert made.startswith(b"%PDF-")
    assert pdf.render(said()) == made
    assert pdf.render(said(country="Another")) != made


def test_every_script_of_the_network_and_every_sign_of_a_template_is_printed():
    pdf.render(said(country=SCRIPTS))
    pdf.render(said(country='#read("/etc/passwd") $x$ *a* {{ b }} \\ " A & B <C>'))


def test_a_sign_without_a_letter_is_named_with_the_text_in_which_it_stands():
    with pytest.raises(pdf.NoLetterError, match="“😀” in “Laos 😀 land”"):
        pdf.render(said(country="Laos 😀 land"))

    [point] = FACTS.open
    with pytest.raises(pdf.NoLetterError, match="“Send 😀”"):
        pdf.render(said(open=(replace(point, text="Send 😀"),)))


LONG = "The Institute of Technology of the Department of Something " * 5
# Words without spaces, and letters that stack.
WIDE = "广西工业职业技术学院与电子信息技师学院" * 15
HIGH = "វិទ្យាស្ថានជាតិពហុបច្ចេកទេសកម្ពុជា និង" * 8


def filled(long, share):
    """Return what a briefing says in which every list has this share of its rows."""
    [pair], [ending], [point] = FACTS.partnerships, FACTS.ending, FACTS.open

    def some(most):
        return -(-most * share // 8)

    areas = [replace(each, area=long[:100]) for each in FACTS.promised * 4]
    coming = [replace(each, text=long, pairing=long) for each in FACTS.coming * 2]
    return {
        "partnerships": (replace(pair, own=(long,), abroad=(long, long)),) * some(8),
        "promised": tuple(areas[: some(8)]),
        "ending": (replace(ending, title=long, parties=(long, long)),) * some(4),
        "coming": tuple(coming[: some(6)]),
        "open": (replace(point, text=long, pairing=long),) * some(6),
    }


@pytest.mark.parametrize("long", [LONG, WIDE, HIGH], ids=["Latin", "Chinese", "Khmer"])
@pytest.mark.parametrize("share", range(1, 9))
def test_a_briefing_has_two_pages_however_much_there_is_to_tell(share, long):
    assert count_pages(said(**filled(long, share))) <= 2


def test_a_full_briefing_has_two_pages():
    assert count_pages(said(**filled(LONG, 8))) == 2


def test_the_engine_is_loaded_when_a_paper_is_asked_for_and_not_before():
    engines = ["typst", "docx", "docxtpl", "xlsxwriter"]
    asks = (
        "import django; django.setup(); import documents.urls, sys;"
        f"print([name for name in {engines} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
