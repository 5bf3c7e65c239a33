"""What a list shows below its filters: how many there are, the rows, or that nothing fits."""

from __future__ import annotations

from datetime import date

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string

from core import formats

register = template.Library()


@register.simple_block_tag(takes_context=True)
def results(  # noqa: PLR0913 - what a page may say about its list
    context: Context,
    content: str,
    nothing_fits: object,
    show_all: object,
    *,
    nothing: object = "",
    hint: object = "",
    url: str = "",
    link: object = "",
    file: bool = False,
    says_hidden: bool = False,
) -> str:
    """Render ``table`` below ``content``, which says how many rows it has.

    An empty list says ``nothing_fits`` and leads to all rows; one that nobody narrowed says
    ``nothing``, if that is given, with the ``link`` to ``url`` where rows are made.
    ``file`` offers the rows for a spreadsheet, ``says_hidden`` tells what only the address narrows.
    """
    request, table = context["request"], context["table"]
    query = request.GET.copy()
    query["format"] = "csv"
    # What stands in a column may ask the page, as it does below ``render_table``.
    table.context = context
    values = {
        "content": content,
        "rows": table.as_html(request) if table.paginator.count else "",
        "csv_url": f"?{query.urlencode()}" if file else "",
        "narrowed_by": narrowed_by(context["filter"].form) if says_hidden else [],
        "is_narrowed": bool(request.GET),
        "path": request.path,
        "nothing_fits": nothing_fits,
        "show_all": show_all,
        "nothing": nothing,
        "hint": hint,
        "url": url,
        "link": link,
    }
    return render_to_string("components/results.html", values)


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
