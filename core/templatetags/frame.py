"""What surrounds every page: where the reader is, and what was said to them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_link(context: Context, url_name: str, label: object, *below: str) -> str:
    """Render an item of a menu; the one that leads to the page or to its list is marked.

    What lies below an item without its address says so by the beginning of its name:
    ``"partnerships:action"`` for "partnerships:action-detail", and for the history of an action.
    """
    try:
        url = reverse(url_name)
    except NoReverseMatch:  # an app that is not installed has no place in the menu
        return ""
    request = context.get("request")
    path = getattr(request, "path", "")
    if path == url or _is_below(request, url, below):
        current = "page" if path == url else "true"
        return format_html('<li><a href="{}" aria-current="{}">{}</a></li>', url, current, label)
    return format_html('<li><a href="{}">{}</a></li>', url, label)


@register.simple_tag
def unchanging(template_name: str) -> SafeString:
    """Render a part that asks nothing of the page or its reader: once in each language."""
    return _in_language(template_name, get_language())


@cache
def _in_language(template_name: str, _language: str | None) -> SafeString:
    return render_to_string(template_name, {"RELEASE": settings.RELEASE})


@register.filter
def once(messages: Iterable[Any] | None) -> list[Any]:
    """Leave out what was said already: a form that was sent twice was saved once."""
    return list({(each.level, str(each)): each for each in messages or ()}.values())


def _is_below(request: Any, url: str, below: tuple[str, ...]) -> bool:
    """Say whether the page lies below an item: of the history of an action its label says it."""
    found: Any = getattr(request, "resolver_match", None)
    if found and (label := found.kwargs.get("label")):
        return str(label).lower().replace(".", ":").startswith(below)
    is_named = bool(found) and str(found.view_name).startswith(below)
    path = getattr(request, "path", "")
    return is_named or (url != "/" and path.startswith(url))
