"""How the list of actions is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import Country, Programme
from partnerships.enums import ActionState
from partnerships.filters import shared
from partnerships.filters.widgets import OneOrSeveral
from partnerships.models import Action, Pairing

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models.actions import ActionQuerySet


class ActionFilter(django_filters.FilterSet):
    """Country and state; overdue, done, done on time; by their day and by the day they closed."""

    country = shared.of_country()
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=ActionState, widget=OneOrSeveral(every=_("Every state"))
    )
    programme = shared.of_programme("pairing__programme")
    due_from = shared.of_day(_("Due from"), "due_on", "gte")
    due_to = shared.of_day(_("Due until"), "due_on", "lte")
    overdue = django_filters.BooleanFilter(
        label=_("Only overdue ones"), method="only_overdue", widget=forms.CheckboxInput
    )
    on_time = django_filters.BooleanFilter(
        label=_("Only done on time"), method="only_on_time", widget=forms.CheckboxInput
    )
    done = django_filters.BooleanFilter(
        label=_("Only what is done"), method="only_done", widget=forms.HiddenInput
    )
    closed_from = shared.of_day(_("Closed from"), "closed_on", "gte", hidden=True)
    closed_to = shared.of_day(_("Closed until"), "closed_on", "lte", hidden=True)
    pairing = django_filters.ModelChoiceFilter(
        label=_("Pairing"), queryset=Pairing.objects.none(), widget=forms.HiddenInput
    )

    class Meta:
        model = Action
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: ActionQuerySet, *, today: date) -> None:
        super().__init__(data, queryset)
        self.today = today
        inside = queryset.order_by().values("pairing")
        self.filters["country"].queryset = Country.objects.filter(
            organizations__pairing_parties__pairing__in=inside
        ).distinct()
        self.filters["programme"].queryset = Programme.objects.filter(
            pairings__in=inside
        ).distinct()
        self.filters["pairing"].queryset = Pairing.objects.filter(pk__in=inside)

    def by_country(self, queryset: ActionQuerySet, _name: str, value: Country) -> ActionQuerySet:
        """Keep the actions of pairings with a side in the country."""
        return queryset.with_side_in(value)

    def only_overdue(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what is open past its day."""
        return queryset.overdue(self.today) if value else queryset

    def only_done(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what is done."""
        return queryset.filter(state=ActionState.DONE) if value else queryset

    def only_on_time(self, queryset: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Keep what was done no later than its day; without a day nobody can say."""
        return queryset.on_time() if value else queryset
