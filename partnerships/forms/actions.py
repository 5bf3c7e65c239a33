"""What it takes to plan an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import LongTextField
from network.models import Organization, Person
from partnerships.forms.choices import people_of, sides_of
from partnerships.forms.fields import day_field
from partnerships.models import Commitment
from partnerships.terms.actions import ActionTerms

if TYPE_CHECKING:
    from accounts.models import User
    from partnerships.models import Pairing


class WriteAction(forms.Form):
    """A next step: what, who, by when, as part of what."""

    text = LongTextField(
        rows=2,
        label=_("What will be done?"),
        max_length=1000,
        error_messages={"required": _("Say what will be done.")},
    )
    organization = forms.ModelChoiceField(
        label=_("Which side does it?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Both sides"),
    )
    person = forms.ModelChoiceField(
        label=_("Who does it?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("The focal points of that side"),
    )
    due_on = day_field(_("By when?"), help_text=_("The person is asked a week before this day."))
    commitment = forms.ModelChoiceField(
        label=_("Which agreed area is it part of?"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=_("None of them"),
    )

    def __init__(self, *args: Any, pairing: Pairing, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        narrowed: dict[str, Any] = {
            "organization": sides_of(pairing),
            "person": people_of(pairing, user=user),
            "commitment": pairing.commitments.select_related("area"),
        }
        for name, queryset in narrowed.items():
            field: Any = self.fields[name]
            field.queryset = queryset

    def terms(self) -> ActionTerms:
        """Return the next step."""
        return ActionTerms.from_form(self.cleaned_data)
