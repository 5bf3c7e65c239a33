"""A position: where, as what, since when, until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, NameField
from network.models import Organization
from network.terms.people import PositionTerms


class PositionForm(forms.Form):
    """A position that a person takes; other positions stay as they are."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Where?"),
        empty_label=_("Choose an organization"),
        error_messages={"required": _("Choose the organization.")},
    )
    title = NameField(
        label=_("What is the position?"),
        help_text=_("As it is printed on the card, for example Deputy Director."),
        max_length=200,
        required=False,
    )
    starts_on = DayField(
        label=_("Since which day?"),
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.editable_by(user)

    def terms(self) -> PositionTerms:
        """Return the position."""
        return PositionTerms.from_form(self.cleaned_data, order=0)


class EndPositionForm(forms.Form):
    """The last day of a position."""

    on = DayField(
        label=_("What was the last day?"),
        error_messages={"required": _("Enter the last day.")},
    )
