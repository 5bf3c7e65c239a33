"""The questions that narrow the list of events."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.enums import EventState, Modality
from events.models import Event, EventType
from events.models.events import EventQuerySet
from events.queries import events as event_queries
from network.filters import of_area, of_country, of_day, of_programme, of_words
from network.models import CooperationArea, Country
from partnerships.models import Pairing

ON = "1"


def _flag(method: str) -> django_filters.CharFilter:
    """A condition that a link sets: ``?report_due=1``."""
    return django_filters.CharFilter(method=method, widget=forms.HiddenInput)


class EventFilter(django_filters.FilterSet):
    """Events by who met, where, when, what kind, and what is still missing."""

    q = of_words(_("Words"), method="by_text")
    kind = django_filters.ModelChoiceFilter(
        field_name="type",
        queryset=EventType.objects.all(),
        to_field_name="key",
        label=_("Kind"),
        empty_label=_("All kinds"),
    )
    country = of_country(method="by_country")
    pairing = django_filters.ModelChoiceFilter(
        queryset=Pairing.objects.all(),
        field_name="pairings__pairing",
        label=_("Pairing"),
        empty_label=_("All pairings"),
    )
    state = django_filters.ChoiceFilter(
        choices=EventState.choices, label=_("State"), empty_label=_("All states")
    )
    modality = django_filters.ChoiceFilter(
        choices=Modality.choices, label=_("How they meet"), empty_label=_("Online or in person")
    )
    since = of_day(_("From"), "day", "gte")
    until = of_day(_("To"), "day", "lte")
    programme = of_programme(widget=forms.HiddenInput)
    area = of_area(_("Area"), widget=forms.HiddenInput)
    happened = _flag("by_happened")
    upcoming = _flag("by_upcoming")
    report_due = _flag("by_report_due")
    with_count = _flag("by_count")
    without_count = _flag("by_count")

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(
        self, data: Any, queryset: Any, *, today: date, user: User, **options: Any
    ) -> None:
        super().__init__(data, queryset, **options)
        self.today = today
        self.user = user
        self.filters["pairing"].queryset = Pairing.objects.visible_to(user)

    @classmethod
    def get_filters(cls) -> Any:
        """Call the days "from" and "to", which Python keeps for itself."""
        names = {"since": "from", "until": "to"}
        return {names.get(name, name): one for name, one in super().get_filters().items()}

    def by_text(self, queryset: EventQuerySet, _name: str, value: str) -> Any:
        """Return those in which every word occurs."""
        return event_queries.search(value, queryset)

    def by_country(self, queryset: EventQuerySet, _name: str, value: Country) -> EventQuerySet:
        """Return those at which somebody of the country met, convened or took part."""
        return queryset.with_somebody_of(value)

    def by_area(self, queryset: EventQuerySet, _name: str, value: CooperationArea) -> EventQuerySet:
        """Return those that agreed something in the area."""
        return queryset.agreed_on(value, user=self.user)

    def by_happened(self, queryset: EventQuerySet, _name: str, value: str) -> EventQuerySet:
        """Return those that took place."""
        return queryset.happened() if value == ON else queryset

    def by_upcoming(self, queryset: EventQuerySet, _name: str, value: str) -> EventQuerySet:
        """Return those that are still to come."""
        return queryset.upcoming(self.today) if value == ON else queryset

    def by_report_due(self, queryset: EventQuerySet, _name: str, value: str) -> EventQuerySet:
        """Return those that should have taken place and were not reported."""
        return queryset.report_due(self.today) if value == ON else queryset

    def by_count(self, queryset: EventQuerySet, name: str, value: str) -> EventQuerySet:
        """Return those that took place and say, or do not say, how many people came."""
        if value != ON:
            return queryset
        held = queryset.happened()
        return held.counted() if name == "with_count" else held.uncounted()
