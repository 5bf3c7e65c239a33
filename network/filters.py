"""How the lists of the directory are narrowed, and what other lists ask as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, named
from core.filters import DatedFilter, ListFilter, OfRecord, Only, of_words
from network.enums import AccountState, InterestKind, Role
from network.models import (
    CooperationArea,
    Country,
    Membership,
    Organization,
    OrganizationKind,
    Person,
    Programme,
)
from network.models.accounts import AccountQuerySet
from network.models.organizations import OrganizationQuerySet, paired_as_seen_by
from network.models.people import PersonQuerySet
from network.queries import access, coverage, search

PAIRED, UNPAIRED, LOOKING = "paired", "unpaired", "looking"
LINKS = [
    (PAIRED, _("Has a pairing")),
    (UNPAIRED, _("No pairing yet")),
    (LOOKING, _("Looks for a partner")),
]


def by_key(
    label: Any, records: type[Model], *, empty: Any, key: str = "key", **options: Any
) -> OfRecord:
    """Ask for one of the ``records``, which addresses name by their ``key``."""
    return OfRecord(
        label=label,
        queryset=records._default_manager.all(),
        to_field_name=key,
        empty_label=empty,
        **options,
    )


def of_country(**options: Any) -> OfRecord:
    """Ask for a country by its code."""
    return by_key(_("Country"), Country, empty=_("All countries"), key="code", **options)


def of_area(label: Any, **options: Any) -> OfRecord:
    """Ask for an area by its key; the list says in ``method`` what that means for it."""
    return by_key(label, CooperationArea, empty=_("All areas"), **options)


def of_programme(**options: Any) -> OfRecord:
    """Ask for a programme by its key."""
    return by_key(_("Programme"), Programme, empty=_("All programmes"), **options)


def of_organization(method: Any) -> OfRecord:
    """Ask, from links only, for an organization; the list says what that means for it."""
    return OfRecord(
        label=_("Organization"),
        queryset=Organization.objects.all(),
        widget=forms.HiddenInput,
        method=method,
    )


class _OfInterests(OfRecord):
    """Asks, from links only, for an area without its parts in which there is a need or an offer."""

    def __init__(self, label: Any, kind: InterestKind, *, unmet: bool = False) -> None:
        areas = CooperationArea.objects.all()
        super().__init__(label=label, queryset=areas, to_field_name="key", widget=forms.HiddenInput)
        self.kind, self.unmet = kind, unmet

    def filter(self, queryset: Any, value: Any) -> Any:
        """Keep the organizations with such an interest, if that is asked."""
        if not value:
            return queryset
        found = coverage.interests(self.kind, value, self.parent.today)
        if self.unmet:
            found = coverage.unmet(found, self.parent.user)
        return coverage.interested(queryset, found)


class _OnlyAsSeen(Only):
    """Asks, from links only, for those that ``keep`` leaves of what the reader may see."""

    def __init__(self, label: Any, keep: Callable[[Any, User, date], Any]) -> None:
        super().__init__(label, lambda rows, _today: rows, hidden=True)
        self.keep_seen = keep

    def filter(self, queryset: Any, value: Any) -> Any:
        """Narrow the list as its reader sees it, if that is asked."""
        return self.keep_seen(queryset, self.parent.user, self.parent.today) if value else queryset


class OrganizationFilter(DatedFilter):
    """Organizations by any name, country, kind, area, and how they stand in the network.

    Links to what a figure counts ask the hidden questions.
    """

    q = of_words(
        _("Name or acronym"),
        lambda organizations, _name, value: search.organizations(value, organizations),
    )
    country = of_country()
    kind = by_key(_("Kind"), OrganizationKind, empty=_("All kinds"))
    area = of_area(_("Area"), method="by_area")
    link = django_filters.ChoiceFilter(
        choices=LINKS, label=_("Pairing"), empty_label=_("With or without"), method="by_link"
    )

    organization = of_organization(lambda rows, _name, value: rows.filter(pk=value.pk))
    needs = _OfInterests(_("Looks for"), InterestKind.NEED)
    unmet_needs = _OfInterests(_("Looks for, and nothing is agreed"), InterestKind.NEED, unmet=True)
    offers = _OfInterests(_("Can offer"), InterestKind.OFFER)
    unmet_offers = _OfInterests(
        _("Can offer, and nothing is agreed"), InterestKind.OFFER, unmet=True
    )
    concern = _OnlyAsSeen(
        _("Of your country or institution"), lambda rows, user, _today: rows.concerning(user)
    )
    institutions = Only(
        _("Members that train people"), lambda rows, _today: rows.institutions(), hidden=True
    )
    unanswered = _OnlyAsSeen(_("With a pairing, without a focal point"), coverage.unanswered)
    silent = _OnlyAsSeen(_("Its focal points are silent"), coverage.silent)
    stale = Only(_("Profile not saved for a year"), coverage.stale, hidden=True)

    def __init__(
        self, data: Any, queryset: OrganizationQuerySet, *, today: date, user: User
    ) -> None:
        super().__init__(data, queryset, today=today)
        self.user = user

    def by_area(
        self, queryset: OrganizationQuerySet, _name: str, value: CooperationArea
    ) -> OrganizationQuerySet:
        """Return those that need, offer or have agreed the area or one below it."""
        areas = value.with_parts()
        wanted = Q(interests__area__in=areas)
        agreed = Q(pairing_parties__pairing__commitments__area__in=areas)
        agreed &= paired_as_seen_by(self.user)
        found = Organization.objects.filter(wanted | agreed).values("pk")
        return queryset.filter(pk__in=found)

    def by_link(
        self, queryset: OrganizationQuerySet, _name: str, value: str
    ) -> OrganizationQuerySet:
        """Return those with a pairing that is worked on, without one, or with a need."""
        if value == LOOKING:
            return coverage.looking(queryset)
        keep = coverage.paired if value == PAIRED else coverage.unpaired
        return keep(queryset, self.user)


class PersonFilter(ListFilter):
    """People by any form of their name, by country, and by whether they are a focal point."""

    q = of_words(_("Name"), lambda people, _name, value: search.people(value, people))
    country = of_country(method="by_country")
    focal = django_filters.ChoiceFilter(
        choices=[("1", _("Focal points only"))],
        label=_("Who"),
        empty_label=_("Everybody"),
        method="by_focal",
    )

    def by_country(self, queryset: PersonQuerySet, _name: str, value: Country) -> PersonQuerySet:
        """Return those who work in the country, by their record or their organization."""
        there = Q(country=value) | Q(positions__organization__country=value)
        return queryset.filter(pk__in=Person.objects.filter(there).values("pk"))

    def by_focal(self, queryset: PersonQuerySet, _name: str, _value: Any) -> PersonQuerySet:
        """Return those who answer for an organization."""
        return queryset.filter(
            pk__in=Person.objects.filter(
                focal_points__isnull=False, focal_points__ends_on=None
            ).values("pk")
        )


class AccountFilter(ListFilter):
    """Accounts by name or address, by role, by where the role holds, and by how far they are."""

    q = of_words(_("Name or e-mail address"), "by_words")
    role = django_filters.ChoiceFilter(
        choices=Role.choices, label=_("Role"), empty_label=_("All roles"), method="by_role"
    )
    country = of_country(method="by_country")
    state = django_filters.ChoiceFilter(
        choices=AccountState.choices, label=_("Account"), empty_label=_("All accounts")
    )

    def __init__(self, data: Any, queryset: AccountQuerySet, *, user: User) -> None:
        super().__init__(data, queryset)
        self.held = Membership.objects.visible_to(user).now()
        self.filters["country"].offer(access.countries_given_by(user))

    def by_words(self, queryset: AccountQuerySet, _name: str, words: str) -> AccountQuerySet:
        """Return those whose name or address has the words."""
        return queryset.filter(named(words))

    def by_role(self, queryset: AccountQuerySet, _name: str, role: str) -> AccountQuerySet:
        """Return those who have the role today, as far as the reader may see it."""
        return queryset.filter(pk__in=self.held.filter(role=role).values("user"))

    def by_country(self, queryset: AccountQuerySet, _name: str, value: Country) -> AccountQuerySet:
        """Return those with a role for the country or for an organization of it."""
        there = Q(country=value) | Q(organization__country=value)
        return queryset.filter(pk__in=self.held.filter(there).values("user"))
