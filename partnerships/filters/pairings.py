"""How the list of pairings is narrowed; the figures of the dashboard count by the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.normalisation import fold
from network.filters import of_area, of_country, of_day, of_programme
from network.models import CooperationArea, Country
from partnerships.enums import PairingPhase, PairingStatus
from partnerships.filters.shared import flag, offer
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Pairing, PairingParty

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models.pairings import PairingQuerySet


class PairingFilter(django_filters.FilterSet):
    """Country and area by their keys, status and phase by their words, text in any name."""

    q = django_filters.CharFilter(label=_("Name"), method="by_text")
    country = of_country(method="by_country")
    area = of_area(_("Agreed area"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=PairingStatus,
        widget=OneOrSeveral(every=_("Every status")),
    )
    phase = django_filters.ChoiceFilter(
        label=_("Phase"), choices=PairingPhase, empty_label=_("Every phase")
    )
    programme = of_programme()
    open = flag(_("Only open pairings"), method="only_open")
    started_from = of_day(_("Paired from"), "started_on", "gte", hidden=True)
    started_to = of_day(_("Paired until"), "started_on", "lte", hidden=True)

    class Meta:
        model = Pairing
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: PairingQuerySet, *, today: date) -> None:
        super().__init__(data, queryset.with_status(today))
        inside = queryset.order_by().values("pk")
        offer(self.filters, pairings=inside)
        agreed = CooperationArea.objects.filter(commitments__pairing__in=inside)
        self.filters["area"].queryset = agreed.distinct()

    def by_text(self, queryset: PairingQuerySet, _name: str, value: str) -> PairingQuerySet:
        """Keep the pairings in whose title or in one of whose sides' names each word occurs."""
        for word in fold(value).split():
            sides = PairingParty.objects.filter(organization__search_text__contains=word)
            queryset = queryset.filter(Q(title__icontains=word) | Q(pk__in=sides.values("pairing")))
        return queryset

    def by_country(self, queryset: PairingQuerySet, _name: str, value: Country) -> PairingQuerySet:
        """Keep the pairings with a side in the country."""
        return queryset.with_side_in(value)

    def by_area(
        self, queryset: PairingQuerySet, _name: str, value: CooperationArea
    ) -> PairingQuerySet:
        """Keep the pairings that agreed on the area or on a part of it."""
        return queryset.agreed_on(value)

    def only_open(self, queryset: PairingQuerySet, _name: str, value: Any) -> PairingQuerySet:
        """Leave out what was concluded or ended early."""
        return queryset.open() if value else queryset
