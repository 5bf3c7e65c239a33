"""What is missing in the directory: who has no pairing, who is silent, what nobody takes up.

Each is asked of the rows one by one, by index: a count that stops reads no further.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from core.models import leads_nowhere, leads_to
from network.enums import InterestKind
from network.models import CooperationArea, FocalPoint, Interest
from network.models.interests import InterestQuerySet
from network.models.organizations import OrganizationQuerySet

SILENT_AFTER = timedelta(days=90)
FRESH_FOR = timedelta(days=365)


def paired(rows: OrganizationQuerySet, user: User) -> OrganizationQuerySet:
    """Return those with an open pairing of which ``user`` may know."""
    return rows.filter(_is_side(_pairings(user).open()))


def unpaired(rows: OrganizationQuerySet, user: User) -> OrganizationQuerySet:
    """Return those without one."""
    return rows.filter(~_is_side(_pairings(user).open()))


def unanswered(rows: OrganizationQuerySet, user: User, today: date) -> OrganizationQuerySet:
    """Return those with an open pairing for which nobody answers."""
    return paired(rows, user).filter(~_some_seat(today, lambda seats: seats))


def silent(rows: OrganizationQuerySet, user: User, today: date) -> OrganizationQuerySet:
    """Return those whose focal points wrote no update, no answer and no comment for long.

    Who has not been asked for as long is not silent: neither a pairing that began later or rests,
    nor a focal point who was appointed later.
    """
    since = today - SILENT_AFTER
    is_old = Q(started_on=None) | Q(started_on__lte=since)
    has_long = Q(starts_on=None) | Q(starts_on__lte=since)
    return rows.filter(
        _is_side(_pairings(user).running().filter(is_old)),
        _some_seat(today, lambda seats: seats.filter(has_long)),
        ~_some_seat(today, lambda seats: seats.filter(_wrote_after(since))),
    )


def stale(rows: OrganizationQuerySet, today: date) -> OrganizationQuerySet:
    """Return those whose profile nobody has saved for long, not even as it is."""
    return rows.filter(updated_at__date__lt=today - FRESH_FOR)


def interested(rows: OrganizationQuerySet, interests: InterestQuerySet) -> OrganizationQuerySet:
    """Return those that have one of the ``interests``."""
    return rows.filter(pk__in=interests.order_by().values("organization"))


def looking(rows: OrganizationQuerySet) -> OrganizationQuerySet:
    """Return those that look for something: for a partner."""
    return interested(rows, Interest.objects.filter(kind=InterestKind.NEED))


def interests(kind: InterestKind, area: CooperationArea, today: date) -> InterestQuerySet:
    """Return the needs or the offers of today in an area without its parts."""
    return Interest.objects.filter(kind=kind, area=area).on(today)


def unmet(found: InterestQuerySet, user: User) -> InterestQuerySet:
    """Return those on which no open pairing of the organization has agreed, or on a part of it."""
    return found.filter(is_unmet(user))


def is_unmet(user: User) -> Q:
    """Return whether an interest is so, asked for each."""
    agreed: Any = apps.get_model("partnerships", "Commitment")._default_manager
    area = OuterRef(OuterRef("area"))
    on_it = agreed.standing().filter(Q(area=area) | Q(area__parent=area))
    sides: Any = apps.get_model("partnerships", "PairingParty")._default_manager
    own = sides.filter(pairing__in=_pairings(user).open().order_by().values("pk"))
    # From the few pairings of each organization, not from all that was agreed on the area.
    met = own.filter(leads_to(on_it, "pairing", to="pairing"))
    return leads_nowhere(met, "organization", to="organization")


# The nouns of the apps above are asked by their names, as relations are.
def _pairings(user: User) -> Any:
    return apps.get_model("partnerships", "Pairing")._default_manager.visible_to(user)


def _is_side(pairings: Any) -> Q:
    sides = apps.get_model("partnerships", "PairingParty")._default_manager
    return leads_to(sides.filter(pairing__in=pairings.order_by().values("pk")), "organization")


def _some_seat(today: date, of: Callable[[Any], Any]) -> Q:
    """Return whether some focal point is so: of an organization, of its pairings or its house."""
    own: Any = apps.get_model("partnerships", "PairingFocalPoint")._default_manager
    held = [of(FocalPoint.objects.on(today)), of(own.on(today))]
    ways = [
        leads_to(seats, "organization", to=whose) for seats in held for whose in ("pk", "parent")
    ]
    return reduce(or_, ways)


def _wrote_after(day: date) -> Q:
    """Return whether who has a seat wrote after ``day``; by their key, as names are hidden."""
    written = [
        apps.get_model("partnerships", noun)._default_manager.filter(
            author=OuterRef("person"), submitted_at__date__gt=day
        )
        for noun in ("ProgressUpdate", "Comment")
    ]
    return reduce(or_, (Q(Exists(each)) for each in written))
