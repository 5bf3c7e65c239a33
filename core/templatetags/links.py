"""Links: to the page of a record, as a button, and to a part that comes in the link's place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.ui import icon as shape
from core.templatetags.user_text import lang_span

register = template.Library()


@register.simple_tag
def page_link(record: Any, text: object, look: str = "") -> SafeString:
    """Link to the page of ``record``; ``look`` is a class of its own, such as "rows-title"."""
    named = format_html(' class="{}"', look) if look else ""
    return format_html('<a{} href="{}">{}</a>', named, record.get_absolute_url(), lang_span(text))


@register.simple_tag
def link(
    url_name: str, *keys: object, label: object, look: str = "", about: str = "", **query: object
) -> str:
    """Render a link; ``look`` is its class, ``about`` is only read out, ``query`` narrows."""
    return format_html(
        '<a{} href="{}{}">{}{}</a>',
        format_html(' class="{}"', look) if look else "",
        reverse(url_name, args=keys),
        f"?{urlencode(query)}" if query else "",
        label,
        format_html('<span class="visually-hidden">{}</span>', about) if about else "",
    )


@register.simple_tag
def button(
    url_name: str,
    *keys: object,
    label: object,
    tone: str = "secondary",
    small: bool = False,
    icon: str = "",
    about: str = "",
    **query: object,
) -> str:
    """Render a link that looks like a button, with an ``icon`` in front of its words."""
    look = f"btn btn-{tone}{' btn-sm' if small else ''}"
    words = format_html("{}{}", shape(icon), label) if icon else label
    return link(url_name, *keys, label=words, look=look, about=about, **query)


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
