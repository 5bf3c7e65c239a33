"""By what a list is narrowed: its questions, and what their menus offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from functools import partial as partial_of
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, Filter, FilterSet, ModelChoiceFilter, fields

from core.addresses import misread
from core.db import read_each
from core.fields import DayField
from core.normalisation import words
from core.pages import MOST, count
from core.pickers import Kind, PickField
from core.search import Search

LONGEST_WORDS = 200
_YES, _NO = ("1", "true", "on", "yes"), ("0", "false", "off", "no")


class _Filters(dict[str, Filter]):
    """The filters of a class; a list copies of them what it may change, and nothing deeper."""

    def __deepcopy__(self, _copied: object) -> dict[str, Filter]:
        return {name: _own(each) for name, each in self.items()}


def _own(shared: Filter) -> Filter:
    each = copy(shared)
    each.extra = dict(shared.extra)
    # What is kept of its method asks the filter that it was made for.
    each.method = shared.method
    return each


class _Questions(forms.Form):
    """The questions of filters, made for this list: they need not be copied for its form."""

    def __init__(self, fields: dict[str, forms.Field], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = fields


class ListFilter(FilterSet):
    """The questions that narrow a list. One that cannot be read leaves nothing.

    ``names`` are words of addresses that Python keeps for itself, by what the filters are called.
    """

    names: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def get_filters(cls) -> _Filters:
        """Return the filters by the words of the address."""
        found = super().get_filters().items()
        return _Filters({cls.names.get(name, name): each for name, each in found})

    def get_form_class(self) -> Callable[..., _Questions]:
        """Return what makes the form: Django would make a class for each list, and copy it."""
        return partial_of(_Questions, {name: each.field for name, each in self.filters.items()})

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
    search = Search(text)
    search.look_into([rows.model])
    return search.among(rows)


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
    menus: Menus | None = None

    def __init__(self, *args: Any, offered: Any = None, **options: Any) -> None:
        self.offered = offered
        super().__init__(*args, **options)

    def clean(self, value: Any) -> Any:
        self.chosen = super().clean(value)
        return self.chosen


class Menus:
    """The menus of a form, which are read together.

    A question that only links set has none: nobody reads what it could be. Whether a picker is a
    menu or a box for words depends on how many there are, so the first of its records are read too.
    """

    def __init__(self, form: forms.BaseForm) -> None:
        shown = [each for each in form.fields.values() if not each.widget.is_hidden]
        self.fields = [each for each in shown if isinstance(each, _OfferedField)]
        for field in self.fields:
            field.menus = self
        self.pickers = [each for each in shown if isinstance(each, PickField)]
        for picker in self.pickers:
            picker.offer.few = picker.offer.learn(self._read[str(id(picker))])
            if picker.offer.few is None:
                picker.ask_for_words()

    def records(self, menu: _OfferedRecords) -> list[Any]:
        """Return what one menu offers."""
        return self._read[str(id(menu.field))]

    @cached_property
    def _read(self) -> dict[str, list[Any]]:
        rows = {str(id(each)): each.widget.choices.queryset for each in self.fields}
        return read_each(rows | {str(id(each)): each.offer.first() for each in self.pickers})


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
            self._field.queryset, self._field.is_settled_later = self.records, True
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
