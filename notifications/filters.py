"""The questions that narrow the outbox."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications import mails
from notifications.enums import MessageState
from notifications.models import Message, MessageQuerySet


class MessageFilter(django_filters.FilterSet):
    """Messages by where they stand, what they are, whom they go to and when."""

    state = django_filters.ChoiceFilter(
        choices=MessageState.choices, label=_("State"), empty_label=_("All states")
    )
    kind = django_filters.ChoiceFilter(
        choices=mails.choices, label=_("Kind"), empty_label=_("All kinds")
    )
    to = django_filters.CharFilter(
        method="by_recipient",
        label=_("To whom"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    since = django_filters.DateFilter(
        field_name="due_at",
        lookup_expr="date__gte",
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        field_name="due_at",
        lookup_expr="date__lte",
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Message
        fields = ("state", "kind", "to", "since", "until")

    def by_recipient(self, queryset: MessageQuerySet, _name: str, words: str) -> MessageQuerySet:
        """Find the recipient by name, by present address and by the address written to."""
        return queryset.filter(
            Q(recipient__name__icontains=words)
            | Q(recipient__email__icontains=words)
            | Q(to_address__icontains=words)
        )
