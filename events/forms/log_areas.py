"""The areas of the log: those that they agreed on, and what became of those agreed before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, SpanField, TextField, TickField
from events.forms.deliveries import AgreedBefore
from events.forms.rows import LenientForm
from events.queries import events as event_queries
from events.terms.logs import ForPairing
from network.models import CooperationArea
from partnerships.enums import Firmness
from partnerships.models import Commitment, Pairing
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.updates import NewUpdate


class AreaRow(LenientForm):
    """An area, whether it came up, how firmly they agreed on it and for when.

    Where it is agreed already, ``before`` asks whether that was carried out or is agreed anew.
    """

    agreed = TickField()
    firmness = ChoiceField(_("How firm is it?"), Firmness, initial=Firmness.AGREED, required=False)
    years = SpanField(
        _("For which years?"),
        widget=forms.TextInput(attrs={"placeholder": "2027\N{EN DASH}2028"}),
        error_messages={
            "invalid": _("Write one year or two, such as 2027 or 2027\N{EN DASH}2028.")
        },
    )
    text = TextField(_("In your words"), max_length=1000)

    def __init__(
        self,
        data: Any,
        *,
        area: CooperationArea,
        agreed: Sequence[Commitment] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, prefix=f"area-{area.pk}", **kwargs)
        self.area = area
        self.fields["agreed"].label = area.name
        self.before = (
            AgreedBefore(
                data,
                prefix=f"again-{area.pk}",
                agreed=agreed,
                is_ticked=bool(self["agreed"].value()),
            )
            if agreed
            else None
        )

    @property
    def forms(self) -> list[LenientForm]:
        """The row, and what is asked besides of an area that is agreed already."""
        return [self, self.before] if self.before else [self]

    @property
    def has_more(self) -> bool:
        """Whether the folded part of the row holds something."""
        value = self["firmness"].value()
        names = ("years", "text", "firmness")
        filled = bool(self["years"].value() or self["text"].value())
        return filled or value != Firmness.AGREED or any(self[name].errors for name in names)

    @property
    def is_agreed(self) -> bool:
        """Whether they agreed to work on it, for the first time or anew."""
        is_ticked = bool(self.cleaned_data.get("agreed"))
        return is_ticked and (self.before is None or self.before.is_anew)

    def clean(self) -> dict[str, Any]:
        """Lose nothing that was typed beside an area that is not ticked, or not agreed anew."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = bool(cleaned.get("text") or cleaned.get("years"))
        told = self.before is not None and self.before.has_changed()
        if (typed or told) and not cleaned.get("agreed"):
            self.add_error(
                "agreed",
                _("Tick “%(area)s”, or clear the fields beside it.") % {"area": self.area},
            )
        elif typed and self.before and not self.before.is_anew:
            self.add_error("text", _("Clear this, or say that they agreed on something new."))
        return cleaned

    def terms(self) -> CommitmentTerms:
        """Return the area as it was agreed."""
        cleaned = self.cleaned_data
        starts_on, ends_on = cleaned["years"] or (None, None)
        return CommitmentTerms(
            area=self.area,
            text=cleaned["text"],
            firmness=cleaned["firmness"] or Firmness.AGREED,
            starts_on=starts_on,
            ends_on=ends_on,
        )


class AreaRows:
    """A row for each area of the vocabulary; behaves as a formset does."""

    def __init__(self, data: Any, pairing: Pairing | None) -> None:
        agreed = event_queries.open_by_area(pairing) if pairing else {}
        areas = CooperationArea.objects.all()
        self.rows = [AreaRow(data, area=area, agreed=agreed.get(area.pk, ())) for area in areas]

    @property
    def forms(self) -> list[LenientForm]:
        """The form of each row, with what it asks of an area that is agreed already."""
        return [form for row in self.rows for form in row.forms]

    @property
    def errors(self) -> list[Any]:
        """The errors of each row."""
        return [form.errors for form in self.forms if form.errors]

    @property
    def some_are_ticked(self) -> bool:
        """Whether something stands in a row."""
        names = ("agreed", "years", "text")
        return any(row[name].value() for row in self.rows for name in names)

    @property
    def some_are_agreed_already(self) -> bool:
        """Whether the pairing has agreed on an area before."""
        return any(row.before for row in self.rows)

    def non_form_errors(self) -> list[str]:
        """Return nothing: areas do not contradict each other."""
        return []

    def is_valid(self) -> bool:
        """Judge every row."""
        return not self.errors

    def hide_errors(self) -> None:
        """Show no errors: the person is not done yet."""
        for form in self.forms:
            form.hide_errors()

    def terms(self) -> list[ForPairing[CommitmentTerms]]:
        """Return what they agreed on."""
        return [ForPairing(row.terms()) for row in self.rows if row.is_agreed]

    @property
    def delivered(self) -> Iterator[tuple[AgreedBefore, NewUpdate]]:
        """What was carried out of areas that were agreed before, with where it is told."""
        for row in self.rows:
            if row.before:
                yield from ((row.before, new) for new in row.before.new())
