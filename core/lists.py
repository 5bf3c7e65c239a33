"""A list as its readers get it: page by page, in parts, or as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django_tables2 import Column, Table, TemplateColumn
from django_tables2.rows import BoundRows

from core.addresses import AFTER, Address, address_of
from core.csv_rows import rows_as_csv
from core.filters import ListFilter, Menus
from core.htmx import partial
from core.orders import offer_orders, sort
from core.pages import Pages, Part, as_now, count, one_by_one
from core.pickers import WORDS, PickField
from core.suggestions import suggested

# The columns of a file: what each is called, and what a record says in it.
Sheet = tuple[tuple[object, Callable[[Any], object]], ...]

# A column of days or periods: what it says stays on one line.
ONE_LINE = {"td": {"class": "nowrap"}}
# What turns the pages of what is no list of rows and columns.
PAGES = ("page", AFTER)


class WrittenColumn(Column):
    """A column whose table writes the cells: ``render_<name>`` is asked of each record.

    A template for each cell was a third of what a long list costs.
    """

    def __init__(self, **options: Any) -> None:
        # What is said where there is nothing is for the table as well.
        super().__init__(empty_values=(), **options)


class DrawnColumn(TemplateColumn):
    """A column whose cells a template draws, which knows ``record`` and all that the page knows."""

    def render(self, record: Any, table: Any, **_rest: Any) -> Any:
        """Draw the cell in the context of the page: to make one for each cell costs much more."""
        with table.context.update({"record": record, "table": table}):
            return self._drawing.render(table.context)

    @cached_property
    def _drawing(self) -> Any:
        """The template; each table that is shown has a copy of the column, and finds it once."""
        found: Any = get_template(self.template_name)
        return found.template


class DatedTable(Table):
    """A table whose rows look as they do ``today``."""

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today


def show_list(
    request: HttpRequest,
    template: str,
    *,
    filterset: ListFilter,
    table: Table,
    file: tuple[str, Sheet] | None = None,
    first: Callable[[int], Any] | None = None,
    **context: Any,
) -> HttpResponseBase:
    """Show a page of ``table``, or all of it as a ``file`` (its name and its columns).

    ``first`` finds so many of the first rows, where no index knows the order (``core.pages``). The
    part ``results`` of the template is what htmx asks for. ``is_empty`` says that there is
    nothing yet: nobody narrowed it, and it has no rows.
    """
    if suggestions := suggested(request, filterset.form):
        return suggestions
    address = address_of(request)
    asked = _format(address, file)
    address.refuse(filterset.misread)
    address.know([*_names(filterset), table.page_field, AFTER, table.order_by_field, "format"])
    rows = table.data.data
    is_sorted = sort(table, address, lambda: count(rows) if filterset.narrows else filterset.length)
    if file and asked:
        return _file(request, address, file, table.data.data)
    table.request = request
    table.paginator = _pages(filterset, table, None if is_sorted else first)
    table.page = address.page(table.paginator, table.page_field)
    offer_orders(table)
    Menus(filterset.form)
    is_empty = not (filterset.narrows or table.paginator.count)
    address.is_told_in_part = not is_empty
    values = {"filter": filterset, "table": table, "is_empty": is_empty, **context}
    values["has_file"] = file is not None
    return render(request, partial(request, template, "results"), values)


def _pages(filterset: ListFilter, table: Table, first: Callable[[int], Any] | None = None) -> Pages:
    """Return the pages of a list; a whole one was counted when its menus were made."""
    counts = None if filterset.narrows else lambda: filterset.length
    rows = table.data.data
    return Pages(rows, wrap=lambda rows: BoundRows(rows, table), counts=counts, first=first)


def _names(filterset: ListFilter) -> Iterator[str]:
    """Yield what an address may narrow the list by; what is picked may be said in words."""
    for name, field in filterset.form.fields.items():
        yield name
        if isinstance(field, PickField):
            yield f"{name}{WORDS}"


def _format(address: Address, file: tuple[str, Sheet] | None) -> str:
    return address.one_of("format", ["csv"] if file else [])


def _file(
    request: HttpRequest, address: Address, file: tuple[str, Sheet], rows: Any
) -> HttpResponseBase:
    """Hand out the rows; of an address that is not understood the page itself tells."""
    if not address.is_understood:
        return redirect(f"{request.path}{address.without('format')}")
    return sheet(request, file, rows)


def page_of(request: HttpRequest, rows: Any) -> Part:
    """Return the page of ``rows`` that the address asks for; they can be counted and sliced."""
    address = address_of(request)
    address.know(PAGES)
    return address.page(Pages(rows))


def sheet(
    request: HttpRequest, file: tuple[str, Sheet], records: Iterable[Any]
) -> HttpResponseBase:
    """Hand out ``records`` as a file (its name and its columns), a row each."""
    name, columns = file
    rows = ([cell(record) for _label, cell in columns] for record in one_by_one(records))
    return download(request, name, [label for label, _cell in columns], rows)


def download(
    request: HttpRequest, name: str, head: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """Hand out ``rows`` as a file for a spreadsheet; whoever takes one after the other waits.

    It is sent while it is made, so nobody holds the whole of it.
    """
    if refused := too_many_files(request):
        return refused
    parts = as_now(rows_as_csv(head, rows))
    response = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def too_many_files(request: HttpRequest) -> HttpResponseBase | None:
    """Refuse who takes one file after the other; nothing is refused to somebody at work."""
    limit: dict[str, Any] = {"app": "allauth.account", "action": "download", "limit_get": True}
    if ratelimit.consume(request, **limit, user=request.user):
        return None
    return render(request, "429.html", status=429)
