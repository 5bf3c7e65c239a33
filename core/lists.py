"""A list: by what it is narrowed; as its readers get it, page by page, in parts, or as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, Filter, FilterSet, ModelChoiceFilter, fields
from django_tables2 import Column, Table, TemplateColumn
from django_tables2.rows import BoundRows

from core.addresses import AFTER, Address, address_of, misread
from core.csv_rows import rows_as_csv
from core.db import read_each
from core.fields import DayField
from core.htmx import partial
from core.normalisation import words
from core.orders import offer_orders, sort
from core.pages import MOST, Pages, Part, as_now, count, one_by_one
from core.pickers import WORDS, Kind, PickField
from core.search import Search
from core.suggestions import suggested

# The columns of a file: what each is called, and what a record says in it.
Sheet = tuple[tuple[object, Callable[[Any], object]], ...]

# A column of days or periods: what it says stays on one line.
ONE_LINE = {"td": {"class": "nowrap"}}
# What turns the pages of what is no list of rows and columns.
PAGES = ("page", AFTER)
LONGEST_WORDS = 200
_YES, _NO = ("1", "true", "on", "yes"), ("0", "false", "off", "no")


class ListFilter(FilterSet):
    """The questions that narrow a list. One that cannot be read leaves nothing."""

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the rows that fit; none where nobody can say which do."""
        return queryset.none() if self.misread else super().filter_queryset(queryset)

    def offer(self, **menus: Any) -> None:
        """Let each menu offer these records: those that the list has.

        To know what a long list has, all of it would have to be read: its menus offer everything.
        """
        if self.length <= MOST:
            for name, records in menus.items():
                self.filters[name].offer(records)

    @cached_property
    def length(self) -> int:
        """How many rows there are to be narrowed, as far as lists are counted."""
        return count(self.queryset)

    @property
    def narrows(self) -> bool:
        """Whether anything is asked."""
        return bool(self.misread) or any(self.form.cleaned_data.values())

    @cached_property
    def misread(self) -> dict[str, str]:
        """The parameters that cannot be read, with the labels of their questions."""
        return misread(self.form)


class DatedFilter(ListFilter):
    """The filters of a list as of ``today``."""

    def __init__(self, data: Any, queryset: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, queryset, **options)
        self.today = today


class _Tick(forms.CheckboxInput):
    """A box to tick; the address may say it in other words than a browser does."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: str(value).lower() in _YES)

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Any:
        """Return the word as it stands: not each of them means yes."""
        return data.get(name)


class _YesField(forms.Field):
    def to_python(self, value: Any) -> bool | None:
        word = str(value or "").lower()
        if word and word not in (*_YES, *_NO):
            raise forms.ValidationError(_("Choose yes or no."), code="invalid")
        return word in _YES if word else None


class Only(Filter):
    """Asks whether only those are wanted that ``keep`` leaves; links set a ``hidden`` one."""

    field_class = _YesField

    def __init__(
        self, label: Any, keep: Callable[[Any, date], Any], *, hidden: bool = False
    ) -> None:
        super().__init__(label=label, widget=forms.HiddenInput if hidden else _Tick)
        self.keep = keep

    def filter(self, queryset: Any, value: Any) -> Any:
        """Narrow the list as of its day, if that is asked."""
        return self.keep(queryset, self.parent.today) if value else queryset


class _WordsField(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not words(text):
            raise forms.ValidationError(_("Write a word or a number."), code="invalid")
        return text


class _WordsFilter(CharFilter):
    field_class = _WordsField


def _having_words(rows: Any, _name: str, text: str) -> Any:
    return Search(text).among(rows)


def of_words(
    label: Any, method: Callable[[Any, str, str], Any] | str = _having_words
) -> CharFilter:
    """Ask for words; the rows say in what they are found, unless the list has a ``method``."""
    box = forms.TextInput(attrs={"type": "search"})
    return _WordsFilter(label=label, method=method, widget=box, max_length=LONGEST_WORDS)


class _OfferedRecords(fields.ModelChoiceIterator):
    def __init__(self, field: _OfferedField) -> None:
        super().__init__(field)
        if field.offered is not None:
            is_shown = Q(pk__in=field.offered.order_by().values("pk"))
            is_shown |= Q(pk__in=[field.chosen.pk] if field.chosen else [])
            self.queryset = field.queryset.filter(is_shown)

    def __iter__(self) -> Iterator[Any]:
        """Yield the choices; the first menu that is shown reads those of all."""
        if self.field.menus is None:
            yield from super().__iter__()
            return
        yield "", self.field.empty_label
        yield from map(self.choice, self.field.menus.records(self))


class _OfferedField(fields.ModelChoiceField):
    iterator = _OfferedRecords
    chosen: Any = None
    menus: _Menus | None = None

    def __init__(self, *args: Any, offered: Any = None, **options: Any) -> None:
        self.offered = offered
        super().__init__(*args, **options)

    def clean(self, value: Any) -> Any:
        self.chosen = super().clean(value)
        return self.chosen


class _Menus:
    """The menus of a form, which are read together when the first of them is shown.

    A question that only links set has none: nobody reads what it could be.
    """

    def __init__(self, form: forms.BaseForm) -> None:
        shown = [each.field for each in form.visible_fields()]
        self.fields = [each for each in shown if isinstance(each, _OfferedField)]
        for field in self.fields:
            field.menus = self

    def records(self, menu: _OfferedRecords) -> list[Any]:
        """Return what one menu offers."""
        return self._read[str(id(menu))]

    @cached_property
    def _read(self) -> dict[str, list[Any]]:
        menus = [field.widget.choices for field in self.fields]
        return read_each({str(id(menu)): menu.queryset for menu in menus})


class OfRecord(ModelChoiceFilter):
    """Asks for a record. The menu offers some; an address may name each that the reader may see."""

    field_class = _OfferedField

    def offer(self, records: Any) -> None:
        """Let the menu show these."""
        self.extra["offered"] = records


class Picked(Filter):
    """Asks for a record of which there may be any number; the list says which may be picked."""

    def __init__(self, label: Any, kind: Kind, *, empty: Any, **options: Any) -> None:
        super().__init__(label=label, **options)
        self.kind, self.empty = kind, empty
        self.records: Any = kind.model._default_manager.none()

    @property
    def field(self) -> PickField:
        """The question."""
        if not hasattr(self, "_field"):
            self._field = PickField(self.label, self.kind, empty=self.empty)
            self._field.queryset = self.records
        return self._field


class _DayFilter(DateFilter):
    field_class = DayField


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
    widget = forms.HiddenInput() if hidden else forms.DateInput(attrs={"type": "date"})
    return _DayFilter(
        label=label, field_name=field, lookup_expr=lookup, widget=widget, method=method
    )


class WrittenColumn(Column):
    """A column whose table writes the cells: ``render_<name>`` is asked of each record.

    That costs a tenth of a template for each.
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
    **context: Any,
) -> HttpResponseBase:
    """Show a page of ``table``, or all of it as a ``file`` (its name and its columns).

    The part ``results`` of the template is what htmx asks for. ``is_empty`` says that there is
    nothing yet: nobody narrowed it, and it has no rows.
    """
    if suggestions := suggested(request, filterset.form):
        return suggestions
    address = address_of(request)
    asked = _format(address, file)
    address.refuse(filterset.misread)
    address.know([*_names(filterset), table.page_field, AFTER, table.order_by_field, "format"])
    rows = table.data.data
    sort(table, address, lambda: count(rows) if filterset.narrows else filterset.length)
    if file and asked:
        return _file(request, address, file, table.data.data)
    table.request = request
    table.paginator = _pages(filterset, table)
    table.page = address.page(table.paginator, table.page_field)
    offer_orders(table)
    _Menus(filterset.form)
    is_empty = not (filterset.narrows or table.paginator.count)
    address.is_told_in_part = not is_empty
    values = {"filter": filterset, "table": table, "is_empty": is_empty, **context}
    values["has_file"] = file is not None
    return render(request, partial(request, template, "results"), values)


def _pages(filterset: ListFilter, table: Table) -> Pages:
    """Return the pages of a list; a whole one was counted when its menus were made."""
    counts = None if filterset.narrows else lambda: filterset.length
    return Pages(table.data.data, wrap=lambda rows: BoundRows(rows, table), counts=counts)


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
