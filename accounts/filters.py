"""The questions that narrow the log of sign-ins."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models import User, named
from core.filters import ListFilter, of_day, of_words


class AccountEventFilter(ListFilter):
    """The log by what happened, to whom, from where and when."""

    kind = django_filters.ChoiceFilter(
        choices=AccountEventKind.choices, label=_("What happened"), empty_label=_("Everything")
    )
    who = of_words(_("Whose account"), "by_owner")
    network = of_words(_("Network"), "by_network")
    since = of_day(_("From"), "at", "date__gte")
    until = of_day(_("Until"), "at", "date__lte")

    def by_owner(self, queryset: Any, _name: str, words: str) -> Any:
        """Find the owner by name or address."""
        found = User.objects.filter(named(words))
        return queryset.filter(user__in=found)

    def by_network(self, queryset: Any, _name: str, words: str) -> Any:
        """Find an address by how it begins."""
        return queryset.filter(network__startswith=words)
