"""Whom no mail reaches: an address for each can be written where that is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from accounts.models import User
from core.fields import EmailField
from followup.queries.reach import Unreached
from network.models import Person
from notifications.models import Recipient


@dataclass(frozen=True)
class Row:
    """Somebody whom no mail reaches, and the question for their address if it may be answered."""

    one: Unreached
    question: BoundField | None


class MissingAddresses(forms.Form):
    """A part of a longer form; it is told whom no mail reaches, and who asks."""

    unreached: Sequence[Unreached] = ()

    def ask_for_addresses(self, unreached: Sequence[Unreached], *, user: User) -> None:
        """Ask for the address of each whose record is the user's to complete."""
        self.unreached = unreached
        for one in _completed_by(user, unreached):
            label = _("E-mail address of %(name)s") % {"name": one.name}
            box = forms.EmailInput(attrs={"autocomplete": "off"})
            self.fields[one.key] = EmailField(label, help_text=one.why.label, widget=box)

    def addresses(self) -> list[tuple[Unreached, str]]:
        """Return who has an address from now on."""
        typed = ((one, self.cleaned_data.get(one.key, "")) for one in self.unreached)
        return [(one, address) for one, address in typed if address]

    @property
    def address_rows(self) -> list[Row]:
        """Everybody whom no mail reaches, for the page."""
        return [
            Row(one, self[one.key] if one.key in self.fields else None) for one in self.unreached
        ]

    @property
    def asks_for_addresses(self) -> bool:
        """Whether one of them can be helped here."""
        return any(one.key in self.fields for one in self.unreached)

    def can_help(self, recipients: Iterable[Recipient]) -> bool:
        """Say whether the address of one of them is asked for here."""
        keys = {each.pk for each in recipients}
        asked = (one.person for one in self.unreached if one.key in self.fields)
        return any(person and person.recipient_id in keys for person in asked)

    @property
    def address_is_refused(self) -> bool:
        """Whether one of the addresses cannot be read, so that its question must be seen."""
        return any(one.key in self.errors for one in self.unreached)

    @property
    def other_questions(self) -> list[BoundField]:
        """What is asked besides."""
        keys = {one.key for one in self.unreached}
        return [question for question in self if question.name not in keys]


def _completed_by(user: User, unreached: Iterable[Unreached]) -> list[Unreached]:
    asked = [one for one in unreached if one.key]
    keys = [one.person.pk for one in asked if one.person]
    own = set(Person.objects.completed_by(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [one for one in asked if one.person is None or one.person.pk in own]
