"""Pairings and agreements as forms let them be picked; organizations and people of pairings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pickers import Kind
from network.models import Organization, Person, scope_of
from partnerships.models import Action, Agreement, Commitment, Designation, Pairing

PAIRINGS, AGREEMENTS = Kind(Pairing), Kind(Agreement)
DESIGNATIONS, ACTIONS = Kind(Designation), Kind(Action)
COMMITMENTS = Kind(Commitment, fetch=lambda rows: rows.select_related("area"))


def to_be_paired(user: User) -> QuerySet[Organization]:
    """Return the members that ``user`` may see, and their departments."""
    visible = Organization.objects.visible_to(user)
    return visible.filter(Q(is_member=True) | Q(parent__is_member=True))


def ask_for_pairing(form: Any, *, user: User, may_lack_it: bool) -> None:
    """Let who is limited to programmes name the pairing of a paper: it says of which it is."""
    if scope_of(user).is_limited and not may_lack_it:
        field = form.fields["pairing"]
        field.required, field.empty_label = True, _("Choose a pairing")
        field.error_messages["required"] = _("Choose the pairing.")


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
