"""A list: by what it is narrowed; as its readers get it, page by page, in parts, or as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_filters import BooleanFilter, CharFilter, DateFilter, FilterSet
from django_tables2 import RequestConfig, Table

from core.csv_rows import rows_as_csv
from core.fields import DayField
from core.htmx import partial

# The columns of a file: what each is called, and what a record says in it.
Sheet = tuple[tuple[object, Callable[[Any], object]], ...]

A_PAGE = 25


class DatedFilter(FilterSet):
    """The filters of a list as of ``today``."""

    def __init__(self, data: Any, queryset: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, queryset, **options)
        self.today = today


class Only(BooleanFilter):
    """Asks whether only those are wanted that ``keep`` leaves; without a label links set it."""

    def __init__(self, label: Any, keep: Callable[[Any, date], Any]) -> None:
        super().__init__(label=label, widget=forms.CheckboxInput if label else forms.HiddenInput)
        self.keep = keep

    def filter(self, queryset: Any, value: Any) -> Any:
        """Narrow the list as of its day, if that is asked."""
        return self.keep(queryset, self.parent.today) if value else queryset


class DayFilter(DateFilter):
    """Asks for a day of our time, as every form does."""

    field_class = DayField


def of_words(label: Any, method: Callable[[Any, str, str], Any] | str) -> CharFilter:
    """Ask for words; the list says in ``method`` what they are looked for in."""
    return CharFilter(label=label, method=method, widget=forms.TextInput(attrs={"type": "search"}))


def of_day(
    label: Any,
    field: str | None = None,
    lookup: str | None = None,
    *,
    hidden: bool = False,
    method: Callable[[Any, str, date], Any] | str | None = None,
) -> DateFilter:
    """Ask for a day that a field is compared with, or the list's own ``method``.

    A hidden one is only set by links.
    """
    looks = {"widget": forms.HiddenInput} if hidden else {}
    return DayFilter(label=label, field_name=field, lookup_expr=lookup, method=method, **looks)


class DatedTable(Table):
    """A table whose rows look as they do ``today``."""

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today


def show_list(
    request: HttpRequest, template: str, *, filterset: FilterSet, table: Table, **context: Any
) -> HttpResponse:
    """Show a page of ``table``; the part ``results`` of the template is what htmx asks for."""
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    values = {"filter": filterset, "table": table, **context}
    return render(request, partial(request, template, "results"), values)


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """Return the page of ``rows`` that the address asks for; they can be counted and sliced."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def sheet(name: str, columns: Sheet, records: Iterable[Any]) -> HttpResponse:
    """Hand out ``records`` as a file, a row each."""
    rows = ([cell(record) for _label, cell in columns] for record in records)
    return download(name, [label for label, _cell in columns], rows)


def download(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Hand out ``rows`` as a file for a spreadsheet."""
    response = HttpResponse(rows_as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
