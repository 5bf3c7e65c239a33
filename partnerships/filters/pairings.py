"""How the list of pairings is narrowed; the figures of the dashboard count by the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.normalisation import fold
from network.models import CooperationArea, Country, Programme
from partnerships.enums import PairingPhase, PairingStatus
from partnerships.filters import shared
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Commitment, Pairing, PairingParty

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


class PairingFilter(django_filters.FilterSet):
    """Country and area by their keys, status and phase by their words, text in any name."""

    q = django_filters.CharFilter(label=_("Name"), method="by_text")
    country = shared.of_country()
    area = shared.of_area(_("Agreed area"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=PairingStatus,
        widget=OneOrSeveral(every=_("Every status")),
    )
    phase = django_filters.ChoiceFilter(
        label=_("Phase"), choices=PairingPhase, empty_label=_("Every phase")
    )
    programme = shared.of_programme("programme")
    open = django_filters.BooleanFilter(
        label=_("Only open pairings"), method="only_open", widget=forms.CheckboxInput
    )
    started_from = shared.of_day(_("Paired from"), "started_on", "gte", hidden=True)
    started_to = shared.of_day(_("Paired until"), "started_on", "lte", hidden=True)

    class Meta:
        model = Pairing
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Pairing], *, today: date) -> None:
        super().__init__(data, queryset.with_status(today))  # type: ignore[attr-defined]
        inside = queryset.order_by().values("pk")
        self.filters["country"].queryset = Country.objects.filter(
            organizations__pairing_parties__pairing__in=inside
        ).distinct()
        self.filters["area"].queryset = CooperationArea.objects.filter(
            commitments__pairing__in=inside
        ).distinct()
        self.filters["programme"].queryset = Programme.objects.filter(
            pairings__in=inside
        ).distinct()

    def by_text(self, queryset: QuerySet[Pairing], _name: str, value: str) -> QuerySet[Pairing]:
        """Keep the pairings in whose title or in one of whose sides' names each word occurs."""
        for word in fold(value).split():
            sides = PairingParty.objects.filter(organization__search_text__contains=word)
            queryset = queryset.filter(Q(title__icontains=word) | Q(pk__in=sides.values("pairing")))
        return queryset

    def by_country(
        self, queryset: QuerySet[Pairing], _name: str, value: Country
    ) -> QuerySet[Pairing]:
        """Keep the pairings with a side in the country."""
        return queryset.filter(pk__in=sides_in(value))

    def by_area(
        self, queryset: QuerySet[Pairing], _name: str, value: CooperationArea
    ) -> QuerySet[Pairing]:
        """Keep the pairings that agreed on the area or on a part of it."""
        return queryset.filter(pk__in=Commitment.objects.filter(in_area(value)).values("pairing"))

    def only_open(self, queryset: QuerySet[Pairing], _name: str, value: Any) -> QuerySet[Pairing]:
        """Leave out what was concluded or ended early."""
        return queryset.open() if value else queryset  # type: ignore[attr-defined]


def sides_in(country: Country) -> QuerySet[PairingParty, int]:
    """Return the keys of the pairings with a side in ``country``."""
    return PairingParty.objects.filter(organization__country=country).values_list(
        "pairing", flat=True
    )


def in_area(area: CooperationArea) -> Q:
    """Return the condition that a commitment lies in the area or in a part of it."""
    return Q(area=area) | Q(area__parent=area)
