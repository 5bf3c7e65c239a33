"""What it takes to write down a title that one organization gives another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import NameField
from network.models import Organization, scope_of
from partnerships.forms.agreements import may_be_bound
from partnerships.forms.choices import OrganizationField
from partnerships.forms.fields import day_field, narrow, record_field, text_field
from partnerships.models import Pairing
from partnerships.terms.designations import DesignationTerms


class WriteDesignation(forms.Form):
    """A title, who gave it, who holds it."""

    title = NameField(label=gettext_lazy("What is the title?"), max_length=200)
    conferred_by = OrganizationField(
        label=gettext_lazy("Who gave it?"),
        queryset=Organization.objects.none(),
        empty_label=gettext_lazy("Choose an organization"),
    )
    conferred_on = OrganizationField(
        label=gettext_lazy("Who holds it?"),
        queryset=Organization.objects.none(),
        empty_label=gettext_lazy("Choose an organization"),
    )
    given_on = day_field(gettext_lazy("On which day was it given?"))
    pairing = record_field(
        gettext_lazy("Which pairing does it belong to?"), Pairing, empty=gettext_lazy("No pairing")
    )
    purpose = text_field(gettext_lazy("What is it for?"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        bound = may_be_bound(user)
        narrow(
            self, conferred_by=bound, conferred_on=bound, pairing=Pairing.objects.visible_to(user)
        )

    def clean(self) -> dict[str, Any]:
        """Ask for two organizations, one of them the user's own concern."""
        data = self.cleaned_data
        giver, holder = data.get("conferred_by"), data.get("conferred_on")
        if not giver or not holder:
            return data
        if giver == holder:
            self.add_error("conferred_on", _("Choose another organization than the giver."))
        elif not self._is_ours(giver, holder):
            self.add_error("conferred_on", _("One of the two must be of your own country."))
        return data

    def _is_ours(self, *sides: Organization) -> bool:
        if scope_of(self.user).is_staff:
            return True
        keys = [side.pk for side in sides]
        return Organization.objects.editable_by(self.user).filter(pk__in=keys).exists()

    def terms(self) -> DesignationTerms:
        """Return the title."""
        return DesignationTerms.from_form(self.cleaned_data)
