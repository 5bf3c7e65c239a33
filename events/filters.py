"""The questions that narrow the list of events."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.filters import DatedFilter, Only, Picked, of_day, of_words
from events.enums import EventState, Modality, ReportState
from events.models import EventType
from events.models.events import EventQuerySet
from network.filters import by_key, of_area, of_country, of_organization, of_programme
from network.models import CooperationArea, Programme
from partnerships.enums import PairingPhase
from partnerships.forms.choices import PAIRINGS
from partnerships.models import Pairing


class EventFilter(DatedFilter):
    """Events by who met, where, when, what kind, and what is still missing."""

    names: ClassVar = {"since": "from", "until": "to"}

    q = of_words(_("Words"))
    kind = by_key(_("Kind"), EventType, empty=_("All kinds"), field_name="type")
    country = of_country(method=lambda events, _name, value: events.with_somebody_of(value))
    pairing = Picked(
        _("Pairing"), PAIRINGS, empty=_("All pairings"), field_name="pairings__pairing"
    )
    state = django_filters.ChoiceFilter(
        choices=EventState.choices, label=_("State"), empty_label=_("All states")
    )
    modality = django_filters.ChoiceFilter(
        choices=Modality.choices, label=_("How they meet"), empty_label=_("Online or in person")
    )
    since = of_day(_("From"), method=lambda events, _name, day: events.since(day))
    until = of_day(_("To"), method="filter_until")
    programme = of_programme(method=lambda events, _name, value: events.in_programme(value))
    area = of_area(_("Area"), method="by_area", widget=forms.HiddenInput)
    organization = of_organization(lambda events, _name, value: events.with_somebody_from(value))
    phase = django_filters.ChoiceFilter(
        choices=PairingPhase.choices,
        label=_("Phase of a pairing"),
        widget=forms.HiddenInput,
        method=lambda events, _name, phase: events.in_phase(phase),
    )
    # A link sets these: ``?report_due=1``.
    happened = Only(_("Took place"), lambda events, _today: events.happened(), hidden=True)
    upcoming = Only(_("Coming up"), lambda events, today: events.upcoming(today), hidden=True)
    report_due = Only(
        ReportState.DUE.label, lambda events, today: events.report_due(today), hidden=True
    )
    with_count = Only(
        _("With a number of people"),
        lambda events, _today: events.happened().counted(),
        hidden=True,
    )
    without_count = Only(
        _("Without a number of people"),
        lambda events, _today: events.happened().uncounted(),
        hidden=True,
    )

    def __init__(
        self, data: Any, queryset: Any, *, today: date, user: User, **options: Any
    ) -> None:
        super().__init__(data, queryset, today=today, **options)
        self.user = user
        self.filters["pairing"].records = Pairing.objects.visible_to(user)
        shown = queryset.order_by().values("pk")
        self.offer(programme=Programme.objects.filter(meetings__event__in=shown))

    def filter_until(self, events: Any, _name: str, day: date) -> Any:
        """Return what certainly was on ``day`` or before."""
        return events.until(day, today=self.today)

    def by_area(self, queryset: EventQuerySet, _name: str, value: CooperationArea) -> EventQuerySet:
        """Return those that agreed something in the area of which the reader may know."""
        return queryset.agreed_on(value, user=self.user)
