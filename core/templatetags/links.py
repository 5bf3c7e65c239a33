"""Links: to the page of a record, as a button, and to a part that comes in the link's place."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

from core.templatetags.ui import icon as shape
from core.templatetags.user_text import lang_span

register = template.Library()


@register.simple_tag
def page_link(record: Any, text: object, look: str = "") -> str:
    """Link to the page of ``record``; ``look`` is a class of its own, such as "rows-title"."""
    named = format_html(' class="{}"', look) if look else ""
    return format_html('<a{} href="{}">{}</a>', named, record.get_absolute_url(), lang_span(text))


@register.simple_tag
def button(
    url_name: str,
    *keys: object,
    label: object,
    tone: str = "secondary",
    small: bool = False,
    icon: str = "",
    query: str = "",
) -> str:
    """Render a link that looks like a button."""
    return format_html(
        '<a class="btn btn-{}{}" href="{}{}{}">{}{}</a>',
        tone,
        " btn-sm" if small else "",
        reverse(url_name, args=keys),
        "?" if query else "",
        query,
        shape(icon) if icon else "",
        label,
    )


@register.simple_tag
def part(url_name: str, *keys: object, label: object, folded: bool = False) -> str:
    """Render a link, in whose place comes what it leads to: a part that another app shows.

    A ``folded`` one comes when the details around it are opened.
    """
    return format_html(
        '<div hx-get="{0}" hx-trigger="{1}"><a href="{0}">{2}</a></div>',
        reverse(url_name, args=keys),
        "toggle from:closest details once" if folded else "load",
        label,
    )
