"""A chart as a file of its own: around the drawing its title, its scope, its key, its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.formats import day
from dashboards.queries.scope import Scope
from dashboards.wording import scope as scope_wording

_EDGE, _LINE, _MARK = 16, 16, 120
# About so many letters of the small type stand in a hundred units.
_LETTERS = 17


@dataclass(frozen=True)
class Line:
    """A line of small type."""

    y: int
    words: str


@dataclass(frozen=True)
class Mark:
    """What a colour means, with its square."""

    x: int
    y: int
    fill: str
    words: str


@dataclass(frozen=True)
class Frame:
    """Where everything stands; ``place`` are the attributes of the drawing."""

    width: int
    height: int
    lines: tuple[Line, ...]
    legend: tuple[Mark, ...]
    place: str


def frame(
    size: tuple[float, float], legend: Sequence[tuple[str, str]], notes: Iterable[str], scope: Scope
) -> Frame:
    """Frame a drawing of this size; the notes stand below it, then where the numbers are from."""
    width, height = (round(each) for each in size)
    above = _lines([scope_wording.in_short(scope)], width, 36)
    y = above[-1].y + _LINE
    marks = tuple(
        Mark(_EDGE + at * _MARK, y, fill, words) for at, (fill, words) in enumerate(legend)
    )
    y += 28 if marks else 0
    source = _("Source: the records of the TVET Partnership Network on %(day)s.")
    below = _lines([*notes, source % {"day": day(scope.today)}], width, y + height + _LINE)
    place = format_html('x="{}" y="{}" width="{}" height="{}"', _EDGE, y, width, height)
    return Frame(width + 2 * _EDGE, below[-1].y + _EDGE, (*above, *below), marks, place)


def _lines(texts: Iterable[str], width: int, y: int) -> tuple[Line, ...]:
    lines = [line for text in texts for line in wrap(text, width * _LETTERS // 100)]
    return tuple(Line(y + _LINE * (at + 1), line) for at, line in enumerate(lines))
