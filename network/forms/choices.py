"""Organizations and people, as forms let them be picked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.normalisation import fold
from core.pickers import Kind
from network.models import Organization, Person, Position, Programme, scope_of
from network.queries import search


def _organization(organization: Any) -> str:
    """Put the acronym first: the keyboard then finds it in a native menu."""
    if organization.acronym:
        return f"{organization.acronym} \N{EN DASH} {organization.name}"
    return str(organization.name)


def _where(organization: Any) -> str:
    return ", ".join(filter(None, (organization.city, str(organization.country or ""))))


def _with_acronym(text: str, organizations: Any) -> Any:
    return organizations.filter(Q(acronym__iexact=text) | Q(acronym__iexact=fold(text)))


def _houses(person: Any) -> str:
    return ", ".join(dict.fromkeys(one.organization.short_name for one in person.positions.all()))


def _with_house(person: Any) -> str:
    """Return "Seng Sokheng, NPIC"."""
    return ", ".join(filter(None, (person.name, _houses(person))))


def _with_positions(person: Any) -> str:
    """Return "Wu Hongdong; Vice Principal, GZITTC"."""
    held = [f"{one.title}, {one.organization.short_name}" for one in person.positions.all()]
    return "; ".join([person.name, *held])


def _with_houses(people: Any) -> Any:
    now = Position.objects.current().select_related("organization")
    return people.prefetch_related(Prefetch("positions", now))


ORGANIZATIONS = Kind(
    Organization,
    find=search.organizations,
    surely=lambda asked, organizations: asked.among(organizations),
    called=_with_acronym,
    label=_organization,
    note=_where,
    fetch=lambda organizations: organizations.select_related("country"),
)
# Colleagues stand in one list to be ticked, as long as it can be looked over.
MOST_TICKS = 40

PEOPLE = Kind(
    Person,
    find=search.people,
    surely=lambda asked, people: asked.among(people),
    note=_houses,
    fetch=_with_houses,
)
COLLEAGUES = replace(PEOPLE, label=_with_house, note=lambda _person: "")
ACQUAINTANCES = replace(PEOPLE, label=_with_positions, note=lambda _person: "")


def ask_for_programme(form: Any, *, user: User) -> None:
    """Let who is limited to programmes answer ``programme`` with one of theirs; the only one is."""
    programmes = scope_of(user).programmes
    if not scope_of(user).is_limited:
        return
    field = form.fields["programme"]
    field.queryset = Programme.objects.filter(pk__in=programmes)
    field.required, field.empty_label = True, _("Choose a programme")
    field.error_messages["required"] = _("Choose the programme.")
    if len(programmes) == 1:
        form.initial.setdefault("programme", *programmes)


def offer_programmes(form: Any, *, user: User) -> None:
    """Let who is limited tick among their ``programmes`` alone; the only one is ticked."""
    programmes = scope_of(user).programmes
    if not scope_of(user).is_limited:
        return
    form.fields["programmes"].queryset = Programme.objects.filter(pk__in=programmes)
    known = form.initial.get("programmes", programmes if len(programmes) == 1 else ())
    form.initial["programmes"] = [key for key in known if key in programmes]
