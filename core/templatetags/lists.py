"""What a list shows below its filters: how many there are, the rows, or that nothing fits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string

from core import formats
from core.addresses import address_of

register = template.Library()


@register.simple_block_tag(takes_context=True)
def results(context: Context, content: str, nothing_fits: object, show_all: object) -> str:
    """Render ``table`` below ``content``, which says how many rows it has.

    Without rows it says ``nothing_fits`` and leads to all of them.
    """
    request, table = context["request"], context["table"]
    # What stands in a column may ask the page, as it does below ``render_table``.
    table.context = context
    values = {
        "content": content,
        "rows": table.as_html(request) if table.paginator.count else "",
        "csv_url": _csv_url(request) if context["has_file"] else "",
        "narrowed_by": narrowed_by(context["filter"].form),
        "is_misread": bool(context["filter"].misread),
        "address": address_of(request),
        "path": request.path,
        "nothing_fits": nothing_fits,
        "show_all": show_all,
    }
    return render_to_string("components/results.html", values)


@register.simple_tag(takes_context=True)
def not_understood(context: Context) -> str:
    """Say above the page what of its address was not understood, unless a part of it does."""
    request = context.get("request")
    if request is None:
        return ""
    address = address_of(request)
    if address.is_understood or address.is_told_in_part:
        return ""
    values = {"address": address, "path": request.path}
    return render_to_string("components/not_understood.html", values)


def _csv_url(request: Any) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["format"] = "csv"
    return f"?{query.urlencode()}"


def narrowed_by(form: BaseForm) -> list[str]:
    """Return "Started from: 1 Jan 2024" for each filter that only the address holds."""
    if not form.is_bound:
        return []
    form.is_valid()
    words = []
    for bound in form.hidden_fields():
        value = form.cleaned_data.get(bound.name)
        if value is True:
            words.append(str(bound.label))
        elif value:
            shown = formats.day(value) if isinstance(value, date) else str(value)
            words.append(f"{bound.label}: {shown}")
    return words
