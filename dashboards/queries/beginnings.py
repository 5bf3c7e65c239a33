"""What there is in a country without a pairing, and whom to ask what could come next."""

from __future__ import annotations

from dataclasses import dataclass

from core.db import count_each
from core.pages import MOST
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.models import Event
from network.models import Country, Organization, Person, scope_of
from network.queries import coverage, staff
from network.queries.staff import Sphere
from partnerships.models import Pairing

# So many names are enough to ask.
NAMED = 3


@dataclass(frozen=True)
class Beginning:
    """How much there is, as far as lists are counted; ``people`` are those whom the reader sees.

    ``looking`` are the organizations of the whole network that look for a partner.
    """

    country: Country
    organizations: int
    unpaired: int
    meetings: int
    agreements: int
    looking: int
    people: tuple[Person, ...]


def beginning(scope: Scope) -> Beginning | None:
    """Return what there is in the country of the scope; None where it has had a pairing.

    Who sees a part of the country cannot be told that it has none.
    """
    country, reader = scope.country, scope_of(scope.user)
    if country is None or not (reader.is_staff or country.pk in reader.countries):
        return None
    if not rows.organizations(scope).exists():
        return None
    if Pairing.objects.visible_to(scope.user).with_side_in(country).exists():
        return None
    organizations = rows.organizations(scope)
    asked = {
        "organizations": organizations,
        "unpaired": coverage.unpaired(organizations.institutions(), scope.user),
        "meetings": Event.objects.visible_to(scope.user).with_somebody_of(country),
        "agreements": rows.signed(scope),
        "looking": coverage.looking(Organization.objects.visible_to(scope.user)),
    }
    return Beginning(country, **count_each(asked, up_to=MOST + 1), people=_people(scope, country))


def _people(scope: Scope, country: Country) -> tuple[Person, ...]:
    """Return who of the ILO follows up the country, as far as the reader may see them."""
    known = [each.pk for each in staff.responsible_for(Sphere(frozenset({country.pk})))]
    seen = Person.objects.visible_to(scope.user).filter(pk__in=known).select_related("honorific")
    return tuple(seen.order_by("name", "pk")[:NAMED])
