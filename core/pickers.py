"""Questions for records of which there may be any number: found by words, never listed whole.

Where the reader may choose among few it is a menu, or boxes to tick. Among more it is a box for
words. A script shows meanwhile what they find; without one they are looked for when the form is
sent: what they surely mean is taken, and of several the page asks which one. The suggestions come
from the address of the form itself, so they are what its reader may choose there and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.db import key_in
from core.fields import Asked
from core.normalisation import clean_name, fold
from core.search import Search

FEW, SHOWN = 12, 20
# The box for words stands beside what is chosen, under the name of the question and this.
WORDS = "_words"
LONGEST = 200


@dataclass(frozen=True)
class Kind:
    """A noun whose records are picked: how they are found, called and told apart.

    ``surely`` finds nothing that is only written alike, ``called`` what has just this short name,
    and ``fetch`` brings along what is said of a record.
    """

    model: type[Model]
    find: Callable[[Search, Any], Any] = lambda asked, rows: asked.among(rows)
    label: Callable[[Any], str] = str
    note: Callable[[Any], str] = lambda _record: ""
    surely: Callable[[Search, Any], Any] | None = None
    called: Callable[[str, Any], Any] | None = None
    fetch: Callable[[Any], Any] = lambda rows: rows


@dataclass(frozen=True)
class Typed:
    """What was sent where words are looked for: the keys of what is chosen, and the words."""

    keys: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Row:
    """Something to choose, as the page shows it."""

    value: str
    label: str
    is_chosen: bool = False
    is_picked: bool = False


class Offer:
    """The records that may be picked; what several rows of a page ask of them is asked once."""

    def __init__(self, records: Any, kind: Kind, *, most: int = FEW) -> None:
        self.records, self.kind, self.most = records, kind, most
        self._known: dict[int, Any] = {}
        self._found: dict[str, list[Any]] = {}
        self._meant: dict[str, Any | None] = {}

    @cached_property
    def few(self) -> list[Any] | None:
        """All of them in their order, or None if they are more than a menu should have."""
        return self.learn(list(self.kind.fetch(self.first())))

    def first(self) -> Any:
        """Return as many as a menu should have, and one more, in their order."""
        first = self.records.order_by().values("pk")[: self.most + 1]
        return self.records.filter(pk__in=first)

    def learn(self, found: list[Any]) -> list[Any] | None:
        """Return the first of them, which were ``found``, if they are all."""
        self._known |= {one.pk: one for one in found}
        return found if len(found) <= self.most else None

    def known(self, keys: Iterable[object]) -> list[Any]:
        """Return the records of the ``keys`` that may be picked."""
        read = [key for key in map(key_in, keys) if key is not None]
        if new := set(read) - self._known.keys():
            self._known |= dict.fromkeys(new)
            rows = self.kind.fetch(self.records.filter(pk__in=new))
            self._known |= {one.pk: one for one in rows}
        return [one for key in dict.fromkeys(read) if (one := self._known[key]) is not None]

    def found(self, words: str) -> list[Any]:
        """Return some that ``words`` find, one more than is shown; the likeliest stand on top."""
        if words not in self._found:
            self._found[words] = self._search(words)
        return self._found[words]

    def meant(self, words: str) -> Any | None:
        """Return the one that ``words`` surely mean: called so, or the only one that has them."""
        if words not in self._meant:
            self._meant[words] = self._sure(words)
        return self._meant[words]

    def _search(self, words: str) -> list[Any]:
        asked, rows = Search(words), self.records.order_by("-pk")
        if asked.words:
            rows = self.kind.find(asked, rows.order_by())
        elif words.strip():
            return []
        exact = self._called(words)
        found = dict.fromkeys([*exact, *self.kind.fetch(rows)[: SHOWN + 1]])
        begins = fold(words)
        return sorted(
            found,
            key=lambda one: (one not in exact, not fold(self.kind.label(one)).startswith(begins)),
        )

    def _sure(self, words: str) -> Any | None:
        asked, called = fold(words), self._called(words)
        found = called or [
            one
            for one in self.found(words)
            if asked in (fold(self.kind.label(one)), fold(str(one)))
        ]
        if not found:
            surely = self.kind.surely or self.kind.find
            search = Search(words)
            rows = self.records.order_by()
            found = list(surely(search, rows)[:2]) if search.words else []
        return found[0] if len(found) == 1 else None

    def _called(self, words: str) -> list[Any]:
        if self.kind.called is None or not words:
            return []
        return list(self.kind.fetch(self.kind.called(words, self.records.order_by()))[:SHOWN])


class _Menu(ModelChoiceIterator):
    """The choices of a menu: nobody, the few, and what may be chosen besides."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        few = field.offer.few or []
        first = [one for one in field.first if one in few]
        rest = [self.choice(one) for one in few if one not in first]
        if first:
            yield field.first_label, [self.choice(one) for one in first]
        yield from [(field.rest_label, rest)] if first and rest else rest
        yield from field.besides


_MENUS = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


class Finder(forms.Widget):
    """What is chosen, and a box for words."""

    template_name = "components/picker.html"
    choices: Any = ()

    def __init__(self, *, several: bool, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.allow_multiple_selected = several

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Any:
        """Return the keys as a menu would, unless words were sent with them."""
        sent = data.getlist(name) if hasattr(data, "getlist") else _listed(data.get(name))
        keys = tuple(str(key) for key in sent if key)
        if words := clean_name(str(data.get(name + WORDS) or "")[:LONGEST]):
            return Typed(keys, words)
        return list(keys) if self.allow_multiple_selected else (keys or (None,))[0]

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        """Say whether neither was sent."""
        return name not in data and name + WORDS not in data

    def use_required_attribute(self, _initial: Any) -> bool:
        """The box for words may stay empty where something is chosen."""
        return False

    def inputs(self, name: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the names of both inputs, each with what it sends."""
        keys, words = _parts(value)
        yield name, tuple(sorted(keys))
        yield name + WORDS, (words,) if words else ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """Write the rows and the box."""
        del renderer
        context = self.get_context(name, value, attrs)
        context |= self.choices.field.shown(value)
        return render_to_string(self.template_name, context)


class Picks(Asked):
    """What both fields share. ``first`` are shown before anybody writes a word.

    A menu has at most ``most``. What may be picked may hang on the answer to the question ``of``.
    """

    iterator: Any = _Menu
    offer: Offer
    empty_label: Any
    # Whoever reads the menus of a form together says then whether this is one.
    is_settled_later = False
    first: Iterable[Any] = ()
    first_label: Any = gettext_lazy("Used last")
    rest_label: Any = gettext_lazy("All others")

    def __init__(
        self, label: Any, kind: Kind, *, most: int = FEW, of: str = "", **options: Any
    ) -> None:
        self.kind, self.most, self.of = kind, most, of
        self.besides: list[tuple[str, Any]] = []
        super().__init__(label, queryset=kind.model._default_manager.none(), **options)

    @property
    def queryset(self) -> Any:
        """The records that may be picked."""
        return self.offer.records

    @queryset.setter
    def queryset(self, records: Any) -> None:
        is_shared = isinstance(records, Offer)
        self.offer = records if is_shared else Offer(records, self.kind, most=self.most)
        # As Django's field keeps it.
        self._queryset = self.offer.records
        self.widget.choices = self.choices  # type: ignore[attr-defined]

    def label_from_instance(self, record: Any) -> str:
        """Return what the record is called among others of its kind."""
        return self.kind.label(record)

    def get_bound_field(self, form: BaseForm, field_name: str) -> Any:
        """Decide for this form whether it is a menu or a box for words."""
        are_many = not self.is_settled_later and self.offer.few is None
        if self._has_words(form, field_name) or are_many:
            self.ask_for_words()
        return super().get_bound_field(form, field_name)

    def ask_for_words(self) -> None:
        """Be a box for words instead of a menu."""
        if type(self.widget) in _MENUS:
            finder = Finder(several=self._takes_several, attrs=self.widget.attrs)
            finder.is_required, finder.choices = self.required, self.choices  # type: ignore[attr-defined]
            self.widget = finder

    def clean(self, value: Any) -> Any:
        """Take what the words surely mean; ask again where they mean nothing or several."""
        if not isinstance(value, Typed):
            return super().clean(value)
        keys, words = self._settled(value)
        if words:
            found = self.offer.found(words)
            told = _("Which one do you mean? Choose it below.")
            if not found:
                told = _("We did not find “%(words)s”. Write fewer words, or another part.")
            raise forms.ValidationError(told % {"words": words}, code="words")
        return super().clean(list(keys) if self._takes_several else keys[0])

    def key_of(self, value: Any) -> str:
        """Return the key of the one that is chosen, also by words; "" for none."""
        keys, words = self._settled(value)
        return "" if words or not keys else keys[0]

    def shown(self, value: Any) -> dict[str, Any]:
        """Return what the page shows where words are looked for."""
        keys, words = self._settled(value)
        chosen = self.offer.known(keys)
        offered = [*self.first, *(self.offer.found(words)[:SHOWN] if words else ())]
        rows = [
            *(self._row(one, is_chosen=True, is_picked=one not in self.first) for one in chosen),
            *(self._row(one) for one in dict.fromkeys(offered) if one not in chosen),
            *(Row(str(key), label, str(key) in keys) for key, label in self.besides),
        ]
        may_be_none = not (self._takes_several or self.required) and self.empty_label is not None
        return {
            "rows": rows,
            "words": words,
            "none": self.empty_label if may_be_none and rows else None,
            "is_none": not keys,
            "several": self._takes_several,
            "has_first": bool(self.first or self.besides or (words and offered)),
            "of": self.of,
        }

    @property
    def _takes_several(self) -> bool:
        return isinstance(self, forms.ModelMultipleChoiceField)

    def _has_words(self, form: BaseForm, name: str) -> bool:
        known = form.initial.get(name)
        return isinstance(known, Typed) or bool(
            form.is_bound and form.data.get(form.add_prefix(name) + WORDS)
        )

    def _settled(self, value: Any) -> tuple[tuple[str, ...], str]:
        """Return the keys, with that of what the words surely mean, and else the words."""
        keys, words = _parts(value)
        found = self.offer.meant(words) if words else None
        if found is None:
            return keys, words
        return (*(keys if self._takes_several else ()), str(found.pk)), ""

    def _row(self, record: Any, *, is_chosen: bool = False, is_picked: bool = False) -> Row:
        return Row(str(record.pk), self.kind.label(record), is_chosen, is_picked)


class PickField(Picks, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One record of a kind, or one of the words ``besides``."""

    def __init__(self, label: Any, kind: Kind, *, empty: Any = None, **options: Any) -> None:
        super().__init__(label, kind, empty_label=empty, **options)

    def to_python(self, value: Any) -> Any:
        """Return the record, read once for all rows of a page."""
        if value in self.empty_values:
            return None
        if value in [str(key) for key, _label in self.besides]:
            return value
        found = self.offer.known([getattr(value, "pk", value)])
        if not found:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return found[0]


class PicksField(Picks, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some records of a kind."""

    widget = forms.CheckboxSelectMultiple


def typed_at(data: Any, name: str) -> Any:
    """Return what was typed for a question that is shown again and was not judged yet."""
    words = data.get(name + WORDS, "")
    return Typed(tuple(filter(None, data.getlist(name))), words) if words else data.get(name, "")


def _parts(value: Any) -> tuple[tuple[str, ...], str]:
    if isinstance(value, Typed):
        return value.keys, value.words
    return tuple(str(getattr(key, "pk", key)) for key in _listed(value)), ""


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value in (None, "") else [value]
