"""What the lists of actions, agreed areas and pairings are all narrowed by: the pairing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from network.filters import of_country, of_programme
from network.models import Country, Programme
from partnerships.models import Pairing

if TYPE_CHECKING:
    from datetime import date


def flag(label: Any, *, method: str, hidden: bool = False) -> django_filters.BooleanFilter:
    """Ask whether only some are wanted; a hidden question is only set by links."""
    widget = forms.HiddenInput if hidden else forms.CheckboxInput
    return django_filters.BooleanFilter(label=label, method=method, widget=widget)


class FilterByPairing(django_filters.FilterSet):
    """Country, programme and pairing; each offers only what the list has."""

    country = of_country(method="by_country")
    programme = of_programme("pairing__programme")
    pairing = django_filters.ModelChoiceFilter(
        label=_("Pairing"), queryset=Pairing.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, data: Any, queryset: Any, *, today: date) -> None:
        super().__init__(data, queryset)
        self.today = today
        offer(self.filters, pairings=queryset.order_by().values("pairing"))

    def by_country(self, queryset: Any, _name: str, value: Country) -> Any:
        """Keep what belongs to a pairing with a side in the country."""
        return queryset.with_side_in(value)


def offer(filters: Any, *, pairings: Any) -> None:
    """Let the menus of ``filters`` offer what the ``pairings`` of a list have."""
    sides = Country.objects.filter(organizations__pairing_parties__pairing__in=pairings)
    filters["country"].queryset = sides.distinct()
    filters["programme"].queryset = Programme.objects.filter(pairings__in=pairings).distinct()
    if "pairing" in filters:
        filters["pairing"].queryset = Pairing.objects.filter(pk__in=pairings)
