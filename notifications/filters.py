"""The questions that narrow the outbox."""

from __future__ import annotations

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, of_day, of_words
from notifications import mails
from notifications.enums import MessageState
from notifications.models import MessageQuerySet


class MessageFilter(ListFilter):
    """Messages by where they stand, what they are, whom they go to and when."""

    state = django_filters.ChoiceFilter(
        choices=MessageState.choices, label=_("State"), empty_label=_("All states")
    )
    kind = django_filters.ChoiceFilter(
        choices=mails.choices, label=_("Kind"), empty_label=_("All kinds")
    )
    to = of_words(_("Who gets it"), "by_recipient")
    since = of_day(_("From"), "due_at", "date__gte")
    until = of_day(_("Until"), "due_at", "date__lte")

    def by_recipient(self, queryset: MessageQuerySet, _name: str, words: str) -> MessageQuerySet:
        """Find the recipient by name, by present address and by the address written to."""
        return queryset.filter(
            Q(recipient__name__icontains=words)
            | Q(recipient__email__icontains=words)
            | Q(to_address__icontains=words)
        )
