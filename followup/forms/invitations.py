"""Which people an invitation goes to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import RecordsField, narrow
from followup.forms.addresses import MissingAddresses
from followup.forms.personal_notes import PersonalNote
from followup.queries.invitations import GuestList
from network.models import Person


class SendInvitations(PersonalNote, MissingAddresses):
    """Everybody who was not invited yet, ticked until somebody is left out.

    Who gets an address on this page is invited with them.
    """

    people = RecordsField(
        gettext_lazy("Who gets an invitation?"),
        Person,
        error_messages={
            "invalid_choice": gettext_lazy(
                "The list has changed. Look at it again, then send the invitations."
            ),
        },
    )

    def __init__(self, *args: Any, guests: GuestList, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guests = guests
        self.ask_for_addresses(guests.out_of_reach, user=user)
        keys = [guest.person.pk for guest in guests.to_invite]
        narrow(self, people=Person.objects.filter(pk__in=keys))
        self.fields["people"].initial = keys

    def clean(self) -> dict[str, Any]:
        """Ask for somebody to invite."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_refused = "people" in self.errors or self.address_is_refused
        if not (is_refused or cleaned.get("people") or self.addresses()):
            self.add_error("people", _("Choose at least one person."))
        return cleaned

    @property
    def ticked(self) -> set[str]:
        """The keys of those who are chosen, as the page shows them."""
        return {str(key) for key in self["people"].value() or ()}
