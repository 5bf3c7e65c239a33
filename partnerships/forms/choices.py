"""Menus of organizations and people, narrowed to what the user may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from accounts.models import User
from core.fields import RecordField
from network.models import Organization, Person, scope_of
from partnerships.models import Pairing


class _ByCountry(ModelChoiceIterator):
    """Yields the choices under the name of their country."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for country, organizations in groupby(self.queryset, key=lambda each: each.country):
            name = str(country) if country else _("No country")
            yield name, [self.choice(each) for each in organizations]


class OrganizationField(RecordField):
    """A menu of organizations, grouped by country and found by typing the acronym."""

    iterator = _ByCountry

    def label_from_instance(self, organization: Any) -> str:
        """Put the acronym first: the keyboard then finds it in a native menu."""
        if organization.acronym:
            return f"{organization.acronym} \N{EN DASH} {organization.name}"
        return str(organization.name)


def to_be_paired(user: User) -> QuerySet[Organization]:
    """Return the members that ``user`` may see, and their departments, by country and name."""
    members = Organization.objects.visible_to(user).filter(
        Q(is_member=True) | Q(parent__is_member=True)
    )
    return members.select_related("country").order_by(
        F("country__name").asc(nulls_last=True), "acronym", "name"
    )


def sides_of(pairing: Pairing) -> QuerySet[Organization]:
    """Return the parties of the pairing."""
    return Organization.objects.filter(pairing_parties__pairing=pairing).order_by(
        "pairing_parties__order", "pk"
    )


def people_of(pairing: Pairing, *, user: User) -> QuerySet[Person]:
    """Return the people of the pairing's sides that ``user`` may see."""
    sides = sides_of(pairing).order_by().values("pk")
    inside = Q(positions__organization__in=sides) | Q(positions__organization__parent__in=sides)
    near = Person.objects.filter(inside).values("pk")
    return Person.objects.visible_to(user).filter(pk__in=near).order_by("name", "pk")


def is_concern_of(user: User, organizations: Iterable[Organization]) -> bool:
    """Say whether one of these is the user's own organization, or one of their country."""
    if scope_of(user).is_staff:
        return True
    keys = [organization.pk for organization in organizations]
    return Organization.objects.editable_by(user).filter(pk__in=keys).exists()
