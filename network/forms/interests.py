"""What an organization looks for or can offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField, LongTextField
from network.enums import InterestKind
from network.models import CooperationArea
from network.terms.interests import InterestTerms


class InterestForm(forms.Form):
    """One need or one offer in one area."""

    kind = forms.ChoiceField(
        label=_("Does it look for this, or can it offer it?"),
        choices=InterestKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    area = forms.ModelChoiceField(
        CooperationArea.objects.all(),
        label=_("In which area?"),
        error_messages={"required": _("Choose the area.")},
        empty_label=_("Choose an area"),
    )
    text = LongTextField(
        label=_("What exactly?"),
        help_text=_("For example: two trainers in welding for one month."),
        required=False,
    )
    starts_on = DayField(label=_("From which day?"), required=False)
    ends_on = DayField(label=_("Until which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must come after the first day."))
        return cleaned

    def terms(self) -> InterestTerms:
        """Return the need or the offer."""
        return InterestTerms.from_form(self.cleaned_data)
