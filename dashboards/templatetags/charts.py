"""Charts as SVG made on the server: they print, need no script, and say their finding in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from core.formats import number
from dashboards.queries.figures import AreaProgress, Quarter
from events.enums import Modality

register = template.Library()

# Text in an SVG shrinks with it: the chart is drawn as wide as a phone.
WIDTH, HEIGHT = 360, 220
TOP, BOTTOM, LEFT = 18, 36, 22
NAME_WIDTH, YEAR_WIDTH, NUMBER_WIDTH = 22, 36, 70
FILLS = {Modality.ONLINE: "f1", Modality.IN_PERSON: "f2", Modality.BOTH: "f3"}


@dataclass(frozen=True)
class Block:
    """A rectangle of one colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Column:
    """A stacked column with its total on top and its name below."""

    middle: float
    top: float
    total: int
    name: str
    year: str
    blocks: tuple[Block, ...]


@register.inclusion_tag("dashboards/charts/columns.html")
def quarters_chart(quarters: list[Quarter]) -> dict[str, Any]:
    """Draw the events of each quarter, stacked by how people met."""
    highest = max((quarter.total for quarter in quarters), default=0)
    step = (WIDTH - LEFT) / max(len(quarters), 1)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "base": HEIGHT - BOTTOM,
        "columns": [_column(q, i, step, highest) for i, q in enumerate(quarters)],
        "lines": _lines(highest),
        "legend": [(FILLS[modality], modality.label) for modality in Modality],
        "finding": _finding(quarters),
    }


@register.inclusion_tag("dashboards/charts/legend.html")
def areas_legend() -> dict[str, Any]:
    """Say what the colours of the bars of the areas mean."""
    return {"legend": [("f1", _("Done")), ("f2", _("Started")), ("f0", _("Not started"))]}


@dataclass(frozen=True)
class Bar:
    """An area with its bar, and where it stands in a drawing of all."""

    area: AreaProgress
    y: int
    blocks: list[Block]


def area_bars(areas: list[AreaProgress], step: int) -> list[Bar]:
    """Return the bars of a drawing of all areas, one each ``step``."""
    room = WIDTH - NUMBER_WIDTH
    return [Bar(area, step * at, _bar(area, areas, room)) for at, area in enumerate(areas)]


@register.inclusion_tag("dashboards/charts/bar.html")
def area_bar(area: AreaProgress, areas: list[AreaProgress]) -> dict[str, Any]:
    """Draw one area's bar; the longest bar of all fills the cell."""
    return {"blocks": _bar(area, areas, 100)}


def _bar(area: AreaProgress, areas: list[AreaProgress], room: int) -> list[Block]:
    longest = max((other.promised for other in areas), default=0) or 1
    x, blocks = 0.0, []
    for count, fill in ((area.done, "f1"), (area.started, "f2"), (area.not_started, "f0")):
        width = round(room * count / longest, 2)
        if count:
            blocks.append(Block(round(x, 2), 0, width, 10, fill))
        x += width
    return blocks


def _column(quarter: Quarter, index: int, step: float, highest: int) -> Column:
    width = min(step * 0.7, 32)
    x = LEFT + index * step + (step - width) / 2
    blocks = tuple(_stack(quarter, x, width, highest))
    return Column(
        middle=round(x + width / 2, 1),
        top=blocks[-1].y if blocks else HEIGHT - BOTTOM,
        total=quarter.total,
        name=_("Q%(number)s") % {"number": quarter.number} if step > NAME_WIDTH else "",
        year=str(quarter.start.year) if _names_its_year(quarter, index, step) else "",
        blocks=blocks,
    )


def _names_its_year(quarter: Quarter, index: int, step: float) -> bool:
    """The first quarter of a year does; the first column too, if the next year is far enough."""
    to_next_year = (5 - quarter.number) * step
    return quarter.number == 1 or (index == 0 and to_next_year >= YEAR_WIDTH)


def _stack(quarter: Quarter, x: float, width: float, highest: int) -> list[Block]:
    """Pile the counts of a quarter on each other, from the base line upwards."""
    y, blocks = float(HEIGHT - BOTTOM), []
    for modality, fill in FILLS.items():
        count = quarter.counts.get(modality.value, 0)
        height = (HEIGHT - BOTTOM - TOP) * count / highest if highest else 0
        y -= height
        if count:
            blocks.append(Block(round(x, 1), round(y, 1), round(width, 1), round(height, 1), fill))
    return blocks


def _lines(highest: int) -> list[tuple[float, int]]:
    """Return the height and the number of each grid line; at most five."""
    step = max(1, -(-highest // 4))
    scale = (HEIGHT - BOTTOM - TOP) / highest if highest else 0
    return [(round(HEIGHT - BOTTOM - n * scale, 1), n) for n in range(0, highest + 1, step)]


def _finding(quarters: list[Quarter]) -> str:
    """Say what the chart shows."""
    total = sum(quarter.total for quarter in quarters)
    if not total:
        return _("No meeting took place.")
    best = max(quarters, key=lambda quarter: quarter.total)
    return _(
        "%(total)s meetings in all. The most, %(most)s, were in quarter %(quarter)s of %(year)s."
    ) % {
        "total": number(total),
        "most": number(best.total),
        "quarter": best.number,
        "year": best.start.year,
    }
