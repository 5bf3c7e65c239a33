"""What a browser sends for a question of a form, in one shape, and how a person reads it.

A question is a field, or a whole set of rows: of rows that come and go only the whole compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

Sent: TypeAlias = MultiValueDict[str, str]
# The names of a field's inputs, each with what it sends: nothing, one text or several.
Answer: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class FieldQuestion:
    """A field that a person sees and may change."""

    bound: BoundField

    @property
    def name(self) -> str:
        """The name by which the page knows the question."""
        return self.bound.html_name

    @property
    def label(self) -> str:
        """What is asked."""
        return str(self.bound.label)

    def shown(self) -> Answer:
        """Return what is sent if nobody touches the field as it is shown first."""
        value = self.bound.field.prepare_value(self.bound.initial)
        return tuple(_inputs(self.bound.field.widget, self.name, value))

    def sent(self, data: Sent | None = None) -> Answer:
        """Return what was sent for the field of a bound form, or what ``data`` says of it."""
        widget, form = self.bound.field.widget, self.bound.form
        value = widget.value_from_datadict(data or form.data, form.files, self.name)
        return tuple(_inputs(widget, self.name, value))

    def put(self, data: Sent, answer: Answer) -> None:
        """Let ``data`` say this answer."""
        for name, texts in answer:
            data.setlist(name, list(texts))

    def in_words(self, answer: Answer) -> str:
        """Return the answer as a person reads it; the labels of what was chosen, not its keys."""
        texts = [text for _name, part in answer for text in part]
        if isinstance(self.bound.field, forms.BooleanField):
            return _("Yes") if texts else _("No")
        return ", ".join(_labels(self.bound.field, texts)) or _("Nothing")


@dataclass(frozen=True)
class RowsQuestion:
    """A set of rows; an answer is its rows that say something, each without its number.

    ``known`` are the rows as they are shown first, ``rows`` as they were sent.
    """

    label: str
    known: BaseFormSet[Any]
    rows: BaseFormSet[Any]

    @property
    def name(self) -> str:
        """The name by which the page knows the question."""
        return f"{self.rows.prefix}-rows"

    def shown(self) -> Answer:
        """Return what is sent if nobody touches the rows as they are shown first."""
        known = ([each.shown() for each in questions(form)] for form in self.known.forms)
        return tuple(filter(None, map(self._row, known)))

    def sent(self, data: Sent | None = None) -> Answer:
        """Return what was sent for the rows, or what ``data`` says of them."""
        sent = ([each.sent(data) for each in questions(form)] for form in self.rows.forms)
        return tuple(filter(None, map(self._row, sent)))

    def put(self, data: Sent, answer: Answer) -> None:
        """Let ``data`` say these rows and no others."""
        prefix = self.rows.prefix
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            del data[name]
        management = {"TOTAL_FORMS": len(answer), "INITIAL_FORMS": 0}
        for name, number in management.items():
            data.setlist(f"{prefix}-{name}", [str(number)])
        for number, row in enumerate(answer):
            for name, texts in row:
                data.setlist(f"{prefix}-{number}-{name}", list(texts))

    def in_words(self, answer: Answer) -> str:
        """Return the rows as a person reads them."""
        fields = {
            name.split("-", 2)[-1]: each
            for each in questions(self.rows.empty_form)
            for name, _texts in each.shown()
        }
        said = (
            ", ".join(fields[name].in_words(((name, texts),)) for name, texts in row if texts)
            for row in answer
        )
        return "; ".join(said) or _("Nothing")

    def _row(self, answers: Iterable[Answer]) -> Answer:
        """Return one row without the number that its inputs carry; empty if it says nothing."""
        inputs = [each for answer in answers for each in answer]
        row = tuple((name.split("-", 2)[-1], texts) for name, texts in inputs)
        return row if any(texts for _name, texts in row) else ()


Question: TypeAlias = FieldQuestion | RowsQuestion


def questions(form: BaseForm) -> list[FieldQuestion]:
    """Return the fields that a person sees and may change; a file is chosen anew each time."""
    return [
        FieldQuestion(each)
        for each in form.visible_fields()
        if not each.field.disabled and not isinstance(each.field, forms.FileField)
    ]


def _labels(field: forms.Field, texts: Iterable[str]) -> list[str]:
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        keys = [text for text in texts if text.isdigit()]
        words = [text for text in texts if not text.isdigit()]
        besides = dict(getattr(field, "besides", ()))
        called = [field.label_from_instance(row) for row in rows.filter(pk__in=keys)]
        return [*called, *(str(besides.get(text, text)) for text in words)]
    if isinstance(field, forms.ChoiceField):
        offered = {str(key): str(label) for key, label in _flat(field.choices)}
        return [offered.get(text, text) for text in texts]
    return list(texts)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _inputs(widget: Any, name: str, value: Any) -> Iterable[tuple[str, tuple[str, ...]]]:
    if hasattr(widget, "inputs"):
        yield from widget.inputs(name, value)
    elif hasattr(widget, "widgets_names"):
        values: Any = value if isinstance(value, list) else widget.decompress(value)
        for part, suffix, each in zip(widget.widgets, widget.widgets_names, values, strict=False):
            yield from _inputs(part, name + suffix, each)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, (("on",) if widget.check_test(value) else ())
    else:
        yield name, _texts(widget.format_value(value))


def _texts(value: Any) -> tuple[str, ...]:
    """Return the texts as they are compared: browsers end lines in another way than we do."""
    values = value if isinstance(value, list | tuple) else [value]
    texts = (str(each).replace("\r\n", "\n").strip() for each in values if each is not None)
    return tuple(sorted(text for text in texts if text))
