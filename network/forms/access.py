"""Who is invited, which role they get, and when a role ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    ChoiceField,
    DayField,
    EmailField,
    NameField,
    RecordField,
    RecordsField,
    TickField,
    narrow,
)
from core.normalisation import fold
from core.pickers import PickField
from network.enums import Role
from network.forms.choices import ORGANIZATIONS, PEOPLE
from network.models import Country, Person, Programme
from network.models.memberships import day_of, day_of_roles
from network.queries import access
from network.terms.invitations import Invitee
from network.terms.memberships import MembershipTerms

_NEEDS = {
    Role.FOCAL_POINT: ("organization", _("Choose the organization.")),
    Role.COORDINATOR: ("country", _("Choose the country.")),
    Role.OFFICIAL: ("country", _("Choose the country.")),
}


class RoleForm(forms.Form):
    """A role: which, for whom or what, and between which days."""

    role = ChoiceField(_("What is their role?"), radio=True)
    organization = PickField(
        _("For which organization?"),
        ORGANIZATIONS,
        empty=_("No organization"),
        help_text=_("Only a focal point needs it."),
    )
    takes_seat = TickField(
        _("Send the questions about this organization to them"),
        initial=True,
        help_text=_("They become its focal point in the directory."),
    )
    country = RecordField(
        _("For which country?"),
        Country,
        empty=_("No country"),
        help_text=_("Only a coordinator or an official needs it."),
    )
    programmes = RecordsField(
        _("Are they limited to programmes?"),
        Programme.objects.all(),
        help_text=_(
            "Only project staff can be. If you tick nothing, they see and change everything."
        ),
    )
    starts_on = DayField(_("From which day?"), missing=_("Enter the first day."))
    ends_on = DayField(
        _("Until which day?"),
        help_text=_("On this day the role ends. Leave it empty if you do not know."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["role"]
        given = access.roles_given_by(user)
        roles.choices = [(each.value, each.label) for each in given]
        if Role.STAFF not in given:
            del self.fields["programmes"]
        narrow(
            self,
            organization=access.organizations_given_by(user),
            country=access.countries_given_by(user),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the place that the role needs."""
        super().clean()
        needed, missing = _NEEDS.get(self.cleaned_data.get("role", ""), ("", ""))
        if needed and not self.cleaned_data.get(needed) and needed not in self.errors:
            self.add_error(needed, missing)
        return self.cleaned_data

    def programmes_given(self) -> list[Programme]:
        """Return the programmes to which project staff are limited; no other role is."""
        is_staff = self.cleaned_data["role"] == Role.STAFF
        return list(self.cleaned_data["programmes"]) if is_staff else []

    def terms(self) -> MembershipTerms:
        """Return the role; the place of another role is left out."""
        needed = _NEEDS.get(self.cleaned_data["role"], ("", ""))[0]
        return MembershipTerms(
            role=self.cleaned_data["role"],
            country=self.cleaned_data["country"] if needed == "country" else None,
            organization=self.cleaned_data["organization"] if needed == "organization" else None,
            starts_on=at_once(self.cleaned_data["starts_on"]),
            ends_on=self.cleaned_data["ends_on"],
        )


class InviteForm(RoleForm):
    """Somebody of the directory, or somebody new, with their first role."""

    person = PickField(
        _("Who is it?"),
        PEOPLE,
        empty=_("Not in the directory yet"),
        help_text=_("Look in the directory first. Then nobody is there twice."),
    )
    name = NameField(
        _("What is the full name?"),
        help_text=_("Only for somebody who is not in the directory yet."),
        max_length=200,
    )
    email = EmailField(
        _("What is the e-mail address?"),
        help_text=_("They sign in with it. Leave it empty if the directory has it."),
    )
    field_order = ("person", "name", "email")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        narrow(self, person=Person.objects.completed_by(user).filter(user=None))

    def clean(self) -> dict[str, Any]:
        """Ask for the name and the address of somebody new."""
        super().clean()
        person = self.cleaned_data.get("person")
        if person is None and "person" not in self.errors:
            self._need("name", _("Enter the full name."))
        if person is None or not person.recipient.email:
            self._need("email", _("Enter the e-mail address."))
        if person is None and not self.errors:
            self._refuse_twice()
        return self.cleaned_data

    def invitee(self) -> Invitee:
        """Return who is invited; what is known of a person need not be typed."""
        person = self.cleaned_data["person"]
        return Invitee(
            name=person.name if person else self.cleaned_data["name"],
            email=self.cleaned_data["email"] or person.recipient.email,
            person=person,
        )

    def _refuse_twice(self) -> None:
        """Point to the person of the directory who has this name and this address."""
        people: Any = self.fields["person"]
        name = fold(self.cleaned_data["name"])
        at_address = people.queryset.filter(recipient__email__iexact=self.cleaned_data["email"])
        if any(fold(each.name) == name for each in at_address):
            self.add_error("person", _("This person is in the directory already. Choose them."))

    def _need(self, name: str, missing: Any) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, missing)


class EndRoleForm(forms.Form):
    """When a role ends."""

    on = DayField(
        _("From which day do they not have it any more?"),
        missing=_("Enter the day."),
        help_text=_("If it is today, it ends at once."),
    )

    def day(self) -> date:
        """Return the first day without the role."""
        return at_once(self.cleaned_data["on"])


def at_once(day: date, *, of: User | None = None) -> date:
    """Return the day from which something holds; what is to hold today holds at once.

    Where the reader lives it may be tomorrow already by the clock of roles, and by that of whose
    seat it is.
    """
    clock = day_of(of) if of else day_of_roles()
    return day if day > timezone.localdate() else min(day, clock)
