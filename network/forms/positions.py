"""A position: where, as what, since when, until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, NameField, narrow
from core.pickers import PickField
from network.forms.choices import ORGANIZATIONS
from network.models import Organization
from network.terms.people import PositionTerms


class PositionForm(forms.Form):
    """A position that a person takes; other positions stay as they are."""

    organization = PickField(
        _("Where?"),
        ORGANIZATIONS,
        empty=_("Choose an organization"),
        missing=_("Choose the organization."),
    )
    title = NameField(
        _("What is the position?"),
        max_length=200,
        help_text=_("As on the business card, for example Deputy Director."),
    )
    starts_on = DayField(_("Since which day?"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, organization=Organization.objects.editable_by(user))

    def terms(self) -> PositionTerms:
        """Return the position."""
        return PositionTerms.from_form(self.cleaned_data, order=0)


class EndPositionForm(forms.Form):
    """The last day of a position."""

    on = DayField(
        _("What was the last day?"),
        missing=_("Enter the last day."),
        help_text=_("Without another position here, they are not a focal point here any more."),
    )
