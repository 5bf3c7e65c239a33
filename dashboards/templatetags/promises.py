"""Tables of what was promised and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from core.pages import counted
from dashboards.wording.promises import Column, Row

register = template.Library()
register.filter("counted", counted)


@register.inclusion_tag("dashboards/parts/_promised_table.html")
def promised_table(
    caption: str, head: str, rows: Sequence[Row], columns: Sequence[Column]
) -> dict[str, Any]:
    """Render a row for each area, country or pairing; each number leads to its list."""
    return {"caption": caption, "head": head, "rows": rows, "columns": columns}
