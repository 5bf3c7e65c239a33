"""How the list of agreed areas is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import CooperationArea, Country, Programme
from partnerships.enums import CommitmentState, Firmness
from partnerships.filters import shared
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Commitment, Pairing

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models.commitments import CommitmentQuerySet


class CommitmentFilter(django_filters.FilterSet):
    """Country, area, state, firmness; late ones; the days on which they were agreed."""

    country = shared.of_country()
    area = shared.of_area(_("Area"))
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=CommitmentState,
        widget=OneOrSeveral(every=_("Every state")),
    )
    firmness = django_filters.ChoiceFilter(
        label=_("How firm"), choices=Firmness, empty_label=_("All")
    )
    programme = shared.of_programme("pairing__programme")
    agreed_from = shared.of_day(_("Agreed from"), "agreed_on", "gte")
    agreed_to = shared.of_day(_("Agreed until"), "agreed_on", "lte")
    late = django_filters.BooleanFilter(
        label=_("Only late ones"), method="only_late", widget=forms.CheckboxInput
    )
    pairing = django_filters.ModelChoiceFilter(
        label=_("Pairing"), queryset=Pairing.objects.none(), widget=forms.HiddenInput
    )

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: CommitmentQuerySet, *, today: date) -> None:
        super().__init__(data, queryset)
        self.today = today
        inside = queryset.order_by().values("pairing")
        self.filters["country"].queryset = Country.objects.filter(
            organizations__pairing_parties__pairing__in=inside
        ).distinct()
        self.filters["area"].queryset = CooperationArea.objects.filter(
            commitments__in=queryset.order_by().values("pk")
        ).distinct()
        self.filters["programme"].queryset = Programme.objects.filter(
            pairings__in=inside
        ).distinct()
        self.filters["pairing"].queryset = Pairing.objects.filter(pk__in=inside)

    def by_country(
        self, queryset: CommitmentQuerySet, _name: str, value: Country
    ) -> CommitmentQuerySet:
        """Keep what pairings with a side in the country agreed."""
        return queryset.with_side_in(value)

    def by_area(
        self, queryset: CommitmentQuerySet, _name: str, value: CooperationArea
    ) -> CommitmentQuerySet:
        """Keep what lies in the area or in a part of it."""
        return queryset.in_area(value)

    def only_late(self, queryset: CommitmentQuerySet, _name: str, value: Any) -> CommitmentQuerySet:
        """Keep what is open though its period is over."""
        return queryset.late(self.today) if value else queryset
