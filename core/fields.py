"""The questions that forms ask, and the menus of records.

Each is told its label first and may stay empty, unless it says what is ``missing`` then (or is
``required``, which leaves the words to Django).
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Model, QuerySet
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import formats
from core.normalisation import clean_name, written

FIRST_YEAR = 1900
LAST_YEAR = 2100


BUDDHIST = 543

# Ten pages, and a list that somebody can still check.
MOST_LETTERS = 20_000
MOST_LINES = 200
# A limit that somebody may meet is said before they write.
_SHORT = 1000


def check_year(year: int) -> None:
    """Ask for a year again that is none of our time; one of the Buddhist era is asked about."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return
    if FIRST_YEAR <= year - BUDDHIST <= LAST_YEAR:
        asked = _("Is %(year)s a Buddhist year? Then write %(common)s.")
        words = {"year": str(year), "common": str(year - BUDDHIST)}
        raise forms.ValidationError(asked % words, code="year")
    raise forms.ValidationError(
        _("Check the year: write one from %(first)s to %(last)s.")
        % {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
        code="year",
    )


class Asked(forms.Field):
    """What all these fields share; it stands before a field of Django."""

    default_error_messages = {
        "invalid_choice": _("This answer is not in the list. Choose another one."),
        "max_length": _(
            "This text is too long: it has %(show_value)s letters. Write at most %(limit_value)s."
        ),
        "max_value": _("This number is too large. Write at most %(limit_value)s."),
        "min_value": _("This number is too small. Write at least %(limit_value)s."),
    }

    def __init__(self, label: Any = None, *, missing: Any = None, **options: Any) -> None:
        if missing is not None:
            options["error_messages"] = {"required": missing, **options.get("error_messages", {})}
        super().__init__(label=label, **{"required": missing is not None, **options})

    def run_validators(self, value: Any) -> None:
        """Say numbers as all pages do: 100,000."""
        try:
            super().run_validators(value)
        except forms.ValidationError as refused:
            for error in refused.error_list:
                params = error.params or {}
                error.params = {name: _number(each) for name, each in params.items()}
            raise


class DayField(Asked, forms.DateField):
    """A day of our time, chosen from the device's own calendar.

    A year with a digit too few would break every sum of days that follows.
    """

    default_error_messages = {"invalid": _("Enter the date as day, month and year.")}

    def __init__(self, label: Any = None, **options: Any) -> None:
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label, **{"widget": calendar, **options})

    def to_python(self, value: Any) -> date | None:
        """Read the digits of every script."""
        return super().to_python(written.plain(value) if isinstance(value, str) else value)

    def clean(self, value: Any) -> date | None:
        """Return the day, or ask for the year again."""
        day: date | None = super().clean(value)
        if day is not None:
            check_year(day.year)
        return day


class PeriodField(Asked):
    """A month, a quarter or a year: its first and its last day."""

    widget = forms.TextInput
    read = staticmethod(written.period)

    default_error_messages = {
        "invalid": _("Enter a month, a quarter or a year: May 2022, Q2 2022 or 2022.")
    }

    def clean(self, value: Any) -> Any:
        """Return both days; None where nothing is written."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        period = self.read(text)
        if period is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        for day in period:
            check_year(day.year)
        return period


class SpanField(PeriodField):
    """The same, or the days from one of them to another: 2027-2028."""

    read = staticmethod(written.span)


class ClockField(Asked, forms.TimeField):
    """A time of the day, taken from the device's own clock."""

    default_error_messages = {"invalid": _("Enter the time as hours and minutes: 14:00.")}

    def __init__(self, label: Any = None, **options: Any) -> None:
        clock = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(label, **{"widget": clock, **options})

    def to_python(self, value: Any) -> time | None:
        """Read a time as people write it: 14.00, 14h, 2 pm, digits of every script."""
        read = written.clock(value) if isinstance(value, str) else None
        return read or super().to_python(value)


class TextField(Asked, forms.CharField):
    """A few words."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the page say that a text is too long: a browser cuts what is pasted, silently."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class NameField(TextField):
    """A name on one line; one of invisible characters only is no name."""

    def to_python(self, value: Any) -> str:
        """Return the name as it is kept, before it is asked whether there is one."""
        return clean_name(super().to_python(value) or "")


def _limit_in_words(most: int) -> str:
    return gettext("At most %(most)s letters.") % {"most": formats.number(most)}


_limit = lazy(_limit_in_words, str)


class LongTextField(TextField):
    """A few sentences in any language, in a box that shows some ``rows`` of them."""

    def __init__(self, label: Any = None, *, rows: int = 3, **options: Any) -> None:
        options = {"max_length": MOST_LETTERS, **options}
        if options["max_length"] <= _SHORT:
            limit = _limit(options["max_length"])
            options["help_text"] = format_lazy("{} {}", options.get("help_text", ""), limit)
        super().__init__(label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class LinesField(LongTextField):
    """Names or topics, one on each line, of at most ``longest`` letters each."""

    def __init__(self, label: Any, *, longest: int, too_long: Any, **options: Any) -> None:
        super().__init__(label, **options)
        self.longest, self.too_long = longest, too_long

    def clean(self, value: Any) -> Any:
        """Return the lines."""
        lines = [line for row in super().clean(value).splitlines() if (line := clean_name(row))]
        if len(lines) > MOST_LINES:
            said = _("Write at most %(most)s lines. You wrote %(count)s.")
            counts = {"most": _number(MOST_LINES), "count": _number(len(lines))}
            raise forms.ValidationError(said % counts)
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(self.too_long)
        return lines


class EmailField(Asked, forms.EmailField):
    """An e-mail address."""

    default_error_messages = {"invalid": _("Write the whole address: name@school.edu.")}


class LinkField(Asked, forms.URLField):
    """An address of the web, which a page may show as a link."""

    default_error_messages = {"invalid": _("Paste the whole link. It starts with https://.")}
    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, **{"assume_scheme": "https", **options})


class NumberField(Asked, forms.IntegerField):
    """A whole number, not below 0; digits of every script count, and 31,688 is one."""

    def __init__(self, label: Any = None, *, size: int | None = None, **options: Any) -> None:
        looks: dict[str, Any] = {"size": size} if size else {"autocomplete": "off"}
        box = forms.TextInput(attrs={"inputmode": "numeric", **looks})
        super().__init__(label, **{"widget": box, "min_value": 0, **options})

    def to_python(self, value: Any) -> int | None:
        """Read a number as people write it."""
        return super().to_python(written.number(value) if isinstance(value, str) else value)


class TickField(Asked, forms.BooleanField):
    """Something that is so when it is ticked."""


class ChoiceField(Asked, forms.ChoiceField):
    """One of some words, in a menu or on ``radio`` buttons; it cannot stay empty by itself."""

    def __init__(
        self, label: Any = None, choices: Any = (), *, radio: bool = False, **options: Any
    ) -> None:
        widget = forms.RadioSelect if radio else forms.Select
        super().__init__(
            label, **{"choices": choices, "widget": widget, "required": True, **options}
        )


class ChoicesField(Asked, forms.TypedMultipleChoiceField):
    """Some of some words, to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any = None, choices: Any = (), **options: Any) -> None:
        super().__init__(label, choices=choices, **options)


class RecordField(Asked, forms.ModelChoiceField):  # type: ignore[type-arg]
    """A menu of records; of a model it has none until the form narrows it."""

    def __init__(
        self, label: Any, records: type[Model] | QuerySet[Any], *, empty: Any = None, **options: Any
    ) -> None:
        super().__init__(label, queryset=_those(records), empty_label=empty, **options)


class RecordsField(Asked, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Records to tick; of a model there are none until the form narrows it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any, records: type[Model] | QuerySet[Any], **options: Any) -> None:
        super().__init__(label, queryset=_those(records), **options)


def _those(records: type[Model] | QuerySet[Any]) -> QuerySet[Any]:
    return records._default_manager.none() if isinstance(records, type) else records


def narrow(form: forms.BaseForm, **records: Any) -> None:
    """Let the questions of ``form``, by the names of their fields, offer these records."""
    for name, queryset in records.items():
        field: Any = form.fields[name]
        field.queryset = queryset


class _Number(int):
    """A number that is said as on all pages, and by which a sentence still chooses its plural."""

    def __str__(self) -> str:
        return formats.number(int(self))


def _number(value: Any) -> Any:
    return _Number(value) if isinstance(value, int) else value
