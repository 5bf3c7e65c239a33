"""How the list of updates is narrowed."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.filters import Only, of_day
from partnerships.enums import Answer, ReachedKind
from partnerships.filters.shared import FilterByPairing
from partnerships.models import ProgressUpdate


class UpdateFilter(FilterByPairing):
    """Country, answer, the days on which they were sent, and whether they tell of people."""

    answer = django_filters.ChoiceFilter(
        label=_("Answer"), choices=Answer, empty_label=_("Every answer")
    )
    sent_from = of_day(_("Sent from"), "submitted_at__date", "gte")
    sent_to = of_day(_("Sent until"), "submitted_at__date", "lte")
    reached = django_filters.ChoiceFilter(
        label=_("People reached"),
        choices=ReachedKind,
        method=lambda updates, _name, kind: updates.with_people(kind),
        widget=forms.HiddenInput,
    )
    with_people = Only(
        _("With a number of people"), lambda updates, _today: updates.with_people(), hidden=True
    )
    without_people = Only(
        _("Without a number of people"),
        lambda updates, _today: updates.without_people(),
        hidden=True,
    )

    class Meta:
        model = ProgressUpdate
        # The order of the form.
        fields = ("q", "country", "answer", "programme")
