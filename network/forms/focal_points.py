"""Who answers for an organization, and who takes over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField, narrow
from core.pickers import PickField
from network.forms.access import at_once
from network.forms.choices import PEOPLE
from network.models import FocalPoint, Organization, Person, Position
from network.models.people import PersonQuerySet


class AppointForm(forms.Form):
    """A new focal point, chosen from the people of the organization."""

    person = PickField(
        _("Who is the focal point?"),
        PEOPLE,
        empty=_("Choose a person"),
        missing=_("Choose the person."),
    )
    on = DayField(_("From which day?"), missing=_("Enter the first day."))

    def __init__(self, *args: Any, user: User, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answering = organization.focal_points.filter(ends_on=None).values("person")
        people = candidates(organization, user)
        narrow(self, person=people.exclude(pk__in=answering))


class HandOverForm(forms.Form):
    """Who takes over, and when."""

    to = PickField(_("Who takes over?"), PEOPLE, empty=_("Nobody yet"))
    on = DayField(
        _("From which day?"),
        missing=_("Enter the first day."),
        help_text=_("Reminders and questions go to the new focal point from that day."),
    )

    def __init__(self, *args: Any, user: User, focal_point: FocalPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = focal_point.person.user
        people = candidates(focal_point.organization, user)
        narrow(self, to=people.exclude(pk=focal_point.person_id))

    def clean_on(self) -> date:
        """Let who hands over today be out at once, also where today begins later."""
        on: date = self.cleaned_data["on"]
        return at_once(on, of=self.holder) if self.holder else on


def candidates(organization: Organization, user: User) -> PersonQuerySet:
    """Return the people of the organization and of its parts whom ``user`` may see."""
    here = Q(organization=organization) | Q(organization__parent=organization)
    working = Position.objects.current().filter(here)
    return Person.objects.visible_to(user).filter(pk__in=working.values("person"))
