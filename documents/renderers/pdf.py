"""A paper as PDF, to hand out: the same paper is the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from documents.renderers.turns import PAPERS
from documents.terms.papers import Paper

_HERE = Path(__file__).parent
_LAYOUT = _HERE / "paper.typ"
# One for each script of the network; paper.typ names them in the order in which they are tried.
_FONTS = (
    *("noto-sans/400Regular", "noto-sans/700Bold"),
    *("noto-sans-khmer/400Regular", "noto-sans-khmer/700Bold"),
    *("noto-sans-lao/400Regular", "noto-sans-lao/700Bold"),
    *("noto-sans-myanmar/400Regular", "noto-sans-myanmar/700Bold"),
    *("noto-sans-thai/400Regular", "noto-sans-thai/700Bold"),
    "noto-sans-sc/400Regular",
)
_REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


class NoLetterError(DomainError):
    """A text holds a sign that none of the fonts can draw."""


def render(paper: Paper) -> bytes:
    """Return the PDF of ``paper``.

    :raises NoLetterError: if a sign cannot be drawn.
    :raises NoTurnError: if no turn was free in time.
    """
    with PAPERS.taken():
        import typst  # noqa: PLC0415 — its 80 MB are for those processes that make papers

        try:
            made: bytes = typst.compile(
                _LAYOUT,
                root=_HERE,
                font_paths=[settings.PAPER_FONTS / name for name in _FONTS],
                ignore_system_fonts=True,
                format="pdf",
                # For archives, with every letter: the engine then refuses what it cannot draw.
                pdf_standards="a-2a",
                # Data and no markup: nothing in it is run.
                sys_inputs={"paper": json.dumps(paper.as_plain(), ensure_ascii=False)},
                timestamp=int(paper.issued_at.timestamp()),
            )
        except typst.TypstError as refused:
            raise _no_letter(paper, str(refused)) from refused
    return made


def _no_letter(paper: Paper, refused: str) -> NoLetterError:
    """Say which sign it is, and in which text it stands."""
    found = _REFUSED.search(refused)
    if found is None:
        raise RuntimeError(refused)
    sign = found[1]
    where = next((text for text in paper.texts() if sign in text), sign)
    return NoLetterError(
        _("We cannot print “%(sign)s” in “%(text)s”. Change that text, then make a new paper."),
        sign=sign,
        text=where,
    )
