"""Who else is invited: a list as people paste it, with the addresses that it brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.enums import ParticipationState
from events.forms import pasted_people
from events.forms.participants import Directory, Listed, listed_on
from events.forms.pasted_addresses import addresses_to_keep, is_address
from events.forms.pasted_list import ChecksList, PastedListField
from events.models import Event
from followup.terms import Newcomer


class InviteMore(ChecksList):
    """People who are put on the list of a meeting to be invited."""

    names = PastedListField(
        _("Who else is invited?"),
        missing=_("Write at least one name."),
        help_text=_(
            "One person on each line: name, position, organization, e-mail address. You can "
            "copy from Excel."
        ),
    )

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.user = event, user
        self.show_list_to(user, enters=True)

    def clean(self) -> dict[str, Any]:
        """Refuse a list without people."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("names") and not pasted_people.read(cleaned["names"]):
            self.add_error("names", _("Write at least one name."))
        return cleaned

    def newcomers(self) -> Sequence[Newcomer]:
        """Return those who are not on the list yet, each once."""
        here = set(self.event.participations.values_list("person", flat=True)) - {None}
        new = [one for one in self._listed if not one.is_twice]
        return [
            Newcomer(
                replace(one.terms, state=ParticipationState.INVITED),
                one.mail if is_address(one.mail) else "",
            )
            for one in new
            if not (one.terms.person and one.terms.person.pk in here)
        ]

    def addresses(self) -> Mapping[int, str]:
        """Return the e-mail addresses that the directory keeps, by the key of the person."""
        return addresses_to_keep(self._listed, self.user)

    @cached_property
    def _listed(self) -> list[Listed]:
        return listed_on(pasted_people.read(self.cleaned_data["names"]), Directory(by=self.user))
