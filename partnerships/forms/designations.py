"""What it takes to write down a title that one organization gives another."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, NameField, narrow
from core.pickers import Offer, PickField
from core.terms import TermsForm
from network.forms.choices import ORGANIZATIONS
from network.models import Organization
from partnerships.forms.choices import PAIRINGS, ask_for_pairing, is_concern_of
from partnerships.forms.fields import text_field
from partnerships.models import Designation, Pairing
from partnerships.terms.designations import DesignationTerms


class WriteDesignation(TermsForm[DesignationTerms]):
    """A title, who gave it, who holds it."""

    terms_class = DesignationTerms
    title = NameField(_("What is the title?"), required=True, max_length=200)
    conferred_by = PickField(
        _("Who gave it?"), ORGANIZATIONS, empty=_("Choose an organization"), required=True
    )
    conferred_on = PickField(
        _("Who holds it?"), ORGANIZATIONS, empty=_("Choose an organization"), required=True
    )
    given_on = DayField(_("On which day was it given?"))
    pairing = PickField(_("Which pairing does it belong to?"), PAIRINGS, empty=_("No pairing"))
    purpose = text_field(_("What is it for?"))

    def __init__(
        self, *args: Any, user: User, designation: Designation | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.user = user
        may_lack_it = designation is not None and designation.pairing_id is None
        ask_for_pairing(self, user=user, may_lack_it=may_lack_it)
        bound = Offer(Organization.objects.visible_to(user), ORGANIZATIONS)
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
            self.add_error("conferred_on", _("Choose a different organization from the giver."))
        elif not is_concern_of(self.user, [giver, holder]):
            self.add_error("conferred_on", _("One of the two must be of your own country."))
        return data
