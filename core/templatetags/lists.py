"""What a list shows below its filters: how many there are, the rows, or that nothing fits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField, ChoiceField, ModelChoiceField
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2 import Table, TemplateColumn
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow
from django_tables2.utils import signature

from core import formats
from core.addresses import AFTER, address_of
from core.pages import Part
from core.templatetags.user_text import lang_span

register = template.Library()

# What a cell says that has nothing to say: nothing, or one of two dashes.
_BLANK = ("", "\u2013", "\u2014")


@register.simple_block_tag(takes_context=True)
def results(context: Context, content: str, nothing_fits: object, show_all: object) -> str:
    """Render ``table`` below ``content``, which says how many rows it has.

    Without rows it says ``nothing_fits`` and leads to all of them; where there are none at all, the
    whole page knows the first step.
    """
    request, table, form = context["request"], context["table"], context["filter"].form
    # What stands in a column may ask the page, as it does below ``render_table``.
    table.context = context
    values = {
        "content": content,
        "rows": table.as_html(request) if table.paginator.count else "",
        "save_view_url": _save_view_url(request) if context["filter"].narrows else "",
        "csv_url": _csv_url(request) if context["has_file"] else "",
        "narrowed_by": narrowed_by(form),
        "asked": _in_words(form, form.visible_fields()),
        "is_misread": bool(context["filter"].misread),
        "is_empty": context["is_empty"],
        "address": address_of(request),
        "path": request.path,
        "nothing_fits": nothing_fits,
        "show_all": show_all,
    }
    return render_to_string("components/results.html", values)


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """Render the rows of a list: a heading, and cells that say their column on telephones.

    Here and not in the template, which would ask again for each cell what holds of its column.
    """
    columns = [_Column(each, is_first=not place) for place, each in enumerate(table.columns)]
    rows = ("".join(each.cell(row) for each in columns) for row in table.paginated_rows)
    return SafeString("\n".join(f"<tr>{row}</tr>" for row in rows))


class _Column:
    """The cells of a column: all of them have the same attributes."""

    def __init__(self, column: BoundColumn, *, is_first: bool) -> None:
        look = column.attrs["td"].as_html()
        self.column, self.bound = column.column, column
        # What a cell is drawn from; the table itself would look it up for each of them.
        self.asks, self.asks_all = signature(column.render)
        is_asked_alone = not (self.column.empty_values or column.link)
        self.is_written = is_asked_alone and tuple(self.asks) == ("record",)
        self.tag, self.is_first = ("th" if is_first else "td"), is_first
        told = format_html('data-label="{}"', column.header)
        self.attributes = f'scope="row" {look}' if is_first else f"{look} {told}"

    def cell(self, row: BoundRow) -> str:
        """Return the markup of a cell; telephones leave out a blank one."""
        words = self._words(row)
        blank = " data-blank" if words in _BLANK and not self.is_first else ""
        return f"<{self.tag} {self.attributes}{blank}>{words}</{self.tag}>"

    def _words(self, row: BoundRow) -> str:
        if self.is_written:
            shown = self.bound.render(record=row.record)
        elif isinstance(self.column, TemplateColumn):
            shown = self.column.render(record=row.record, table=row.table)
        else:
            draw = partial(self._drawn, row)
            shown = row._get_and_render_with(self.bound, draw, self.bound.default)  # noqa: SLF001
        return conditional_escape(localize(shown)).strip()

    def _drawn(self, row: BoundRow, column: BoundColumn, value: object = None) -> object:
        known = row._optional_cell_arguments(column, value)  # noqa: SLF001
        asked = known if self.asks_all else {k: v for k, v in known.items() if k in self.asks}
        content: object = column.render(**asked)
        return column.link(content, **known) if column.link else content


def below(words: object) -> SafeString:
    """Write on a line of its own, in small, what a cell says besides."""
    return format_html('<div class="small muted">{}</div>', lang_span(words))


def tag(words: object, look: str = "") -> SafeString:
    """Write a word that marks a record; ``look`` is a class of its own."""
    return format_html('<span class="tag{}">{}</span>', f" {look}" if look else "", words)


def quiet(words: object) -> SafeString:
    """Write what is said where there is nothing to say."""
    return format_html('<span class="muted">{}</span>', words)


def joined(*parts: object) -> SafeString:
    """Join what a cell is made of."""
    return format_html_join(" ", "{}", ((part,) for part in parts))


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
    for name in ("page", AFTER):
        query.pop(name, None)
    query["format"] = "csv"
    return f"?{query.urlencode()}"


def _save_view_url(request: Any) -> str:
    """Return where the filters of a list are kept by name."""
    return f"{reverse('dashboards:saved-view-add')}?{urlencode({'of': request.get_full_path()})}"


def narrowed_by(form: BaseForm) -> list[str]:
    """Return what only the address holds, in words."""
    return _in_words(form, form.hidden_fields())


def _in_words(form: BaseForm, fields: Iterable[BoundField]) -> list[str]:
    """Return "Started from: 1 Jan 2024" for each of the fields that narrows the list."""
    words: list[str] = []
    if not form.is_bound:
        return words
    form.is_valid()
    for bound in fields:
        value = form.cleaned_data.get(bound.name)
        if value is True:
            words.append(str(bound.label))
        elif value:
            words.append(f"{bound.label}: {_shown(bound, value)}")
    return words


def _shown(bound: BoundField, value: Any) -> str:
    """Return a value as a menu calls it."""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(bound.field, ModelChoiceField) or not isinstance(bound.field, ChoiceField):
        return str(value)
    choices: Any = bound.field.choices
    labels = {str(key): str(label) for key, label in choices}
    several = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in several)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page_obj: Part, param: str = "page", path: str = "") -> str:
    """Render the links between the pages of a list; nothing for a single page.

    The ``path`` is said where the list stands within another page.
    """
    if not page_obj.has_other_pages():
        return ""
    query = context["request"].GET.copy()

    def url(number: object = None, *, after: object = None) -> str:
        for name, value in ((param, number), (AFTER, after)):
            query.setlist(name, [] if value is None else [str(value)])
        return f"{path}?{query.urlencode()}"

    following = url(page_obj.next_page_number()) if page_obj.has_next() else ""
    if page_obj.after is not None:
        following = url(after=page_obj.after)
    values = {
        "page_obj": page_obj,
        "total": page_obj.paginator.counted,
        "first": url(),
        "previous": url(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "following": following,
        "pages": [
            (n, url(n) if isinstance(n, int) else "", n == page_obj.number)
            for n in _numbers(page_obj)
        ],
    }
    return render_to_string("components/pagination.html", values)


def _numbers(page_obj: Part) -> Iterable[int | str]:
    """Return the numbers that a reader may choose from; where nobody counts there are none."""
    if not page_obj.number:
        return []
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
