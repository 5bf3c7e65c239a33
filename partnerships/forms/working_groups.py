"""What it takes to set up a working group and to name its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from network.models import Organization, Person
from partnerships.forms.choices import people_of, sides_of
from partnerships.forms.fields import day_field, text_field
from partnerships.terms.working_groups import WorkingGroupMemberTerms, WorkingGroupTerms

if TYPE_CHECKING:
    from accounts.models import User
    from partnerships.models import Pairing


class SetUpGroup(forms.Form):
    """A group: its name and what it is for."""

    name = NameField(label=_("What is the group called?"), max_length=200)
    mandate = text_field(_("What is it for?"))
    agreed_on = day_field(_("When was it agreed?"))

    def terms(self) -> WorkingGroupTerms:
        """Return the group."""
        return WorkingGroupTerms.from_form(self.cleaned_data)


class AddMember(forms.Form):
    """A person of the directory, or a name as it was written."""

    person = forms.ModelChoiceField(
        label=_("Who is it?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Somebody who is not in the directory"),
    )
    name = NameField(
        label=_("Which name was written?"),
        help_text=_("Only for somebody who is not in the directory."),
        required=False,
        max_length=200,
    )
    organization = forms.ModelChoiceField(
        label=_("From which side?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Not known"),
    )

    def __init__(self, *args: Any, pairing: Pairing, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        person: Any = self.fields["person"]
        organization: Any = self.fields["organization"]
        person.queryset = people_of(pairing, user=user)
        organization.queryset = sides_of(pairing)

    def terms(self) -> WorkingGroupMemberTerms:
        """Return the member."""
        return WorkingGroupMemberTerms.from_form(self.cleaned_data)
