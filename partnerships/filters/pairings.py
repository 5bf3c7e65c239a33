"""How the list of pairings is narrowed; the figures of the dashboard count by the same rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.filters import DatedFilter, OfRecord, Only, of_day, of_words
from network.filters import of_area, of_country, of_organization, of_programme
from network.models import CooperationArea
from partnerships.enums import Cadence, PairingPhase, PairingStatus
from partnerships.filters.shared import in_country, of_pairings, states, with_party
from partnerships.models import Pairing
from partnerships.models.pairings import PairingQuerySet


class PairingFilter(DatedFilter):
    """Country and area by their keys, status and phase by their words, text in any name."""

    q = of_words(_("Name"))
    country = of_country(method=in_country)
    area = of_area(
        _("Agreed area"), method=lambda pairings, _name, value: pairings.agreed_on(value)
    )
    status = states(PairingStatus, label=_("Status"), every=_("Every status"))
    phase = django_filters.ChoiceFilter(
        label=_("Phase"), choices=PairingPhase, empty_label=_("Every phase")
    )
    programme = of_programme()
    organization = of_organization(with_party)
    pairing = OfRecord(
        label=_("Pairing"),
        queryset=Pairing.objects.none(),
        method=lambda pairings, _name, value: pairings.filter(pk=value.pk),
        widget=forms.HiddenInput,
    )
    open = Only(_("Only open pairings"), lambda pairings, _today: pairings.open())
    rhythm = django_filters.ChoiceFilter(
        label=_("Last contact"), choices=Cadence, method="by_rhythm", widget=forms.HiddenInput
    )
    started_from = of_day(_("Paired from"), "started_on", "gte", hidden=True)
    started_to = of_day(_("Paired until"), "started_on", "lte", hidden=True)

    def __init__(self, data: Any, queryset: PairingQuerySet, *, today: date) -> None:
        super().__init__(data, queryset.with_status(today), today=today)
        self.filters["pairing"].queryset = queryset
        inside = queryset.order_by().values("pk")
        agreed = CooperationArea.objects.filter(commitments__pairing__in=inside)
        self.offer(**of_pairings(inside), area=agreed)

    def by_rhythm(self, queryset: Any, _name: str, value: str) -> Any:
        """Keep those whose last contact stands so against the rhythm that they agreed."""
        return queryset.with_cadence(self.today).filter(cadence=value)
