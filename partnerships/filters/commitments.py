"""How the list of agreed areas is narrowed."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.filters import Only, of_day
from network.filters import by_key, of_area
from network.models import CooperationArea
from partnerships.enums import CommitmentState, Firmness
from partnerships.filters.shared import LATE_AT_FIRST, MOVED, FilterByPairing, states
from partnerships.models import Commitment
from partnerships.models.commitments import CommitmentQuerySet


class CommitmentFilter(FilterByPairing):
    """Country, area, state, firmness; late ones; the days on which they were agreed."""

    area = of_area(_("Area"), method=lambda commitments, _name, value: commitments.in_area(value))
    state = states(CommitmentState)
    firmness = django_filters.ChoiceFilter(
        label=_("How firm"), choices=Firmness, empty_label=_("All")
    )
    agreed_from = of_day(_("Agreed from"), "agreed_on", "gte")
    agreed_to = of_day(_("Agreed until"), "agreed_on", "lte")
    ends_from = of_day(_("Ends from"), "ends_on", "gte", hidden=True)
    ends_to = of_day(_("Ends until"), "ends_on", "lte", hidden=True)
    late = Only(_("Only late ones"), lambda commitments, today: commitments.late(today))
    moved = MOVED
    late_at_first = LATE_AT_FIRST
    # A figure counts an area without its parts.
    alone = by_key(
        _("Area, without its parts"),
        CooperationArea,
        empty=_("All areas"),
        field_name="area",
        widget=forms.HiddenInput,
    )
    verified = Only(
        _("Only verified ones"), lambda commitments, _today: commitments.verified(), hidden=True
    )
    undated = Only(
        _("Without the day of the agreement"),
        lambda commitments, _today: commitments.undated(),
        hidden=True,
    )
    endless = Only(
        _("Open, without a last day"),
        lambda commitments, _today: commitments.endless(),
        hidden=True,
    )
    with_target = Only(
        _("Only with a number to reach"),
        lambda commitments, _today: commitments.with_target(),
        hidden=True,
    )

    class Meta:
        model = Commitment
        # The order of the form.
        fields = ("q", "country", "area", "state", "firmness", "programme")

    def __init__(self, data: Any, queryset: CommitmentQuerySet, *, today: date, user: User) -> None:
        super().__init__(data, queryset, today=today, user=user)
        inside = queryset.order_by().values("pk")
        self.offer(area=CooperationArea.objects.filter(commitments__in=inside))
