"""Which people an invitation goes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from followup.queries.invitations import GuestList
from network.models import Person


class SendInvitations(forms.Form):
    """Everybody who was not invited yet, ticked until somebody is left out."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Who gets an invitation?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy(
                "The list has changed. Look at it again, then send the invitations."
            ),
        },
    )

    def __init__(self, *args: Any, guests: GuestList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guests = guests
        keys = [guest.person.pk for guest in guests.to_invite]
        people: Any = self.fields["people"]
        people.queryset = Person.objects.filter(pk__in=keys)
        people.initial = keys

    @property
    def ticked(self) -> set[str]:
        """The keys of those who are chosen, as the page shows them."""
        return {str(key) for key in self["people"].value() or ()}
