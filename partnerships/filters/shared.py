"""What several lists of this app are narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.filters import DatedFilter, OfRecord, Only, of_words
from network.filters import of_country, of_organization, of_programme
from network.models import Country, Organization, Programme
from partnerships.enums import PairingPhase
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Pairing

# Of what is due: whose day was moved, and what was late before that.
MOVED = Only(_("Only those whose day was moved"), lambda items, _today: items.moved())
LATE_AT_FIRST = Only(
    _("Only late by their first day"), lambda items, today: items.late_at_first(today), hidden=True
)
STATE, EVERY_STATE = _("State"), _("Every state")


def states(choices: Any, *, label: Any = STATE, every: Any = EVERY_STATE) -> Any:
    """Ask for a state; a link may name several."""
    menu = OneOrSeveral(every=every)
    return django_filters.MultipleChoiceFilter(label=label, choices=choices, widget=menu)


def in_country(queryset: Any, _name: str, value: Country) -> Any:
    """Keep what has a side in the country."""
    return queryset.with_side_in(value)


def with_party(queryset: Any, _name: str, value: Organization) -> Any:
    """Keep what is of a pairing of which the organization is a side."""
    return queryset.with_party(value)


class FilterByPairing(DatedFilter):
    """Words, country, programme and pairing; each offers only what the list has."""

    q = of_words(_("Words"))
    country = of_country(method=in_country)
    programme = of_programme(field_name="pairing__programme")
    organization = of_organization(with_party)
    phase = django_filters.ChoiceFilter(
        label=_("Phase of the pairing"),
        choices=PairingPhase,
        field_name="pairing__phase",
        widget=forms.HiddenInput,
    )
    pairing = OfRecord(
        label=_("Pairing"), queryset=Pairing.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, data: Any, queryset: Any, *, today: date, user: User) -> None:
        super().__init__(data, queryset, today=today)
        self.filters["pairing"].queryset = Pairing.objects.visible_to(user)
        self.offer(**of_pairings(queryset.order_by().values("pairing")))


def of_pairings(pairings: Any) -> dict[str, Any]:
    """Return what the menus offer of a list with these ``pairings``."""
    sides = Country.objects.filter(organizations__pairing_parties__pairing__in=pairings)
    return {"country": sides, "programme": Programme.objects.filter(pairings__in=pairings)}
