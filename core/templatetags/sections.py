"""The sections of a record's page: what is there stands first, what is not is offered in one row.

``sections`` stands around the sections of a page. A ``section`` without rows is not drawn: its
title joins the row at the end of the page, with the way to add to it that its ``adds`` tags name.
``rows`` draws the first few rows of a section, and the rest when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()

# The name under which the page carries what it lacks to the end of it.
ABSENT = "absent_sections"
# So many rows stand open; one more is not worth a fold.
FEW = 3


@dataclass(frozen=True)
class Offer:
    """A way to add something: ``short`` is how the row calls it, instead of the section's title.

    With scripts the form of an inline one opens in the place of its section.
    """

    url: str
    label: str
    short: str = ""
    is_inline: bool = False


@dataclass(frozen=True)
class Addition:
    """What the row offers, and to which section."""

    section: str
    title: str
    offer: Offer


@dataclass
class Absent:
    """What a page lacks: what its reader may add, and what is only said to be missing."""

    additions: list[Addition] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @classmethod
    def of(cls, context: Context) -> Self | None:
        """Return what the page around lacks; a part of a page keeps no count."""
        found: Self | None = context.get(ABSENT)
        return found

    def take(self) -> list[Offer]:
        """Return the offers of the section that has just been drawn, and begin anew."""
        taken, self.offers = self.offers, []
        return taken


class SectionsNode(template.Node):
    """Draws the sections, then the row of what they lack."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Draw the sections before the row: they say what it holds."""
        absent = Absent()
        with context.push(**{ABSENT: absent}):
            drawn = self.nodelist.render(context)
        values = {"additions": absent.additions, "missing": absent.missing}
        return SafeString(drawn + render_to_string("components/add_row.html", values))


@register.tag("sections")
def do_sections(parser: Parser, _token: Token) -> SectionsNode:
    """Begin the sections of a page; the row of what they lack follows ``endsections``."""
    nodelist = parser.parse(("endsections",))
    parser.delete_first_token()
    return SectionsNode(nodelist)


class RowsNode(template.Node):
    """Draws a list; what is long folds after the first few, but not while its rows are edited."""

    child_nodelists = ("nodelist",)

    def __init__(self, rows: FilterExpression, name: str, nodelist: NodeList) -> None:
        self.rows = rows
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Draw each row as what stands in the tag says."""
        drawn = [self._row(context, row) for row in self.rows.resolve(context) or ()]
        is_long = len(drawn) > FEW + 1 and not context.get("editing")
        few, more = (drawn[:FEW], drawn[FEW:]) if is_long else (drawn, [])
        return render_to_string("components/rows.html", {"few": few, "more": more})

    def _row(self, context: Context, row: object) -> SafeString:
        with context.push(**{self.name: row}):
            return self.nodelist.render(context)


@register.tag("rows")
def do_rows(parser: Parser, token: Token) -> RowsNode:
    """Begin a row of a list: ``{% rows page.topics as topic %}``; ``endrows`` ends it."""
    _tag, rows, _as, name = token.split_contents()
    nodelist = parser.parse(("endrows",))
    parser.delete_first_token()
    return RowsNode(parser.compile_filter(rows), name, nodelist)


@register.simple_block_tag(takes_context=True)
def section(
    context: Context, content: str, name: str, title: str, rows: object, *, expected: bool = False
) -> str:
    """Draw a box with a heading, if there are ``rows``; else leave it to the row of the page.

    An ``expected`` one is said to be missing where its reader may add nothing. A form that is open
    in it or was sent draws it, too; where one may open, its place is kept.
    """
    absent = Absent.of(context)
    offers = absent.take() if absent else []
    is_drawn = bool(rows or context.get("form") or context.get("success"))
    if absent and not is_drawn:
        _leave(absent, name, title, offers, expected=expected)
        if not any(each.is_inline for each in offers):
            return ""
    values = {"name": name, "title": title, "content": content, "is_drawn": is_drawn}
    return render_to_string("components/section.html", values)


@register.simple_tag(takes_context=True)
def adds(
    context: Context,
    url_name: str,
    *keys: object,
    label: str,
    short: str = "",
    **query: object,
) -> str:
    """Link to what adds to a section, below its rows; without rows the row of the page does."""
    url = reverse(url_name, args=keys) + (f"?{urlencode(query)}" if query else "")
    offer(context, url, label, short)
    return render_to_string("components/section_tools.html", {"url": url, "label": label})


@register.simple_tag(takes_context=True)
def offers(context: Context, url: str, label: str, *, short: str = "", inline: bool = False) -> str:
    """Say how to fill a section that has no rows, and show nothing."""
    offer(context, url, label, short, inline=inline)
    return ""


def offer(context: Context, url: str, label: str, short: str = "", *, inline: bool = False) -> None:
    """Say how something may be added to the section that is being drawn."""
    if absent := Absent.of(context):
        absent.offers.append(Offer(url, label, short, inline))


def _leave(absent: Absent, name: str, title: str, offers: list[Offer], *, expected: bool) -> None:
    """Put a section without rows into the row of the page."""
    absent.additions += [Addition(name, title, each) for each in offers]
    if expected and not offers:
        absent.missing.append(title)
