"""What an organization looks for or can offer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField, LongTextField, RecordField
from core.terms import TermsForm
from network.enums import InterestKind
from network.models import CooperationArea
from network.terms.interests import InterestTerms


class InterestForm(TermsForm[InterestTerms]):
    """One need or one offer in one area."""

    terms_class = InterestTerms
    kind = ChoiceField(
        _("Does it look for this, or can it offer it?"),
        InterestKind,
        radio=True,
        missing=_("Choose one of the two."),
    )
    area = RecordField(
        _("In which area?"),
        CooperationArea.objects.all(),
        empty=_("Choose an area"),
        missing=_("Choose the area."),
    )
    text = LongTextField(
        _("What exactly?"), help_text=_("For example: two trainers in welding for one month.")
    )
    starts_on = DayField(_("From which day?"))
    ends_on = DayField(_("Until which day?"))

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must come after the first day."))
        return cleaned
