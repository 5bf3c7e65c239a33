"""Who answers for an organization, and who takes over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField
from network.models import FocalPoint, Organization, Person, Position
from network.models.people import PersonQuerySet


class AppointForm(forms.Form):
    """A new focal point, chosen from the people of the organization."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who answers for the organization?"),
        error_messages={"required": _("Choose the person.")},
        empty_label=_("Choose a person"),
    )
    on = DayField(
        label=_("From which day?"),
        error_messages={"required": _("Enter the first day.")},
    )

    def __init__(self, *args: Any, user: User, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        answering = organization.focal_points.filter(ends_on=None).values("person")
        field.queryset = candidates(organization, user).exclude(pk__in=answering)


class HandOverForm(forms.Form):
    """Who takes over, and when."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who takes over?"),
        empty_label=_("Nobody yet"),
        required=False,
    )
    on = DayField(
        label=_("From which day?"),
        error_messages={"required": _("Enter the first day.")},
        help_text=_("Reminders and questions go to the new focal point from that day."),
    )

    def __init__(self, *args: Any, user: User, focal_point: FocalPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        others = candidates(focal_point.organization, user).exclude(pk=focal_point.person_id)
        field.queryset = others


def candidates(organization: Organization, user: User) -> PersonQuerySet:
    """Return the people of the organization and of its parts whom ``user`` may see."""
    here = Q(organization=organization) | Q(organization__parent=organization)
    working = Position.objects.current().filter(here)
    return Person.objects.visible_to(user).filter(pk__in=working.values("person"))
