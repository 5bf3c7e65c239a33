"""A user of each role."""

from accounts.models import User
from network.enums import Role
from network.models import Country, Organization, Programme
from tests.factories.accounts import UserFactory
from tests.factories.network import CountryFactory, MembershipFactory, PersonFactory


def nobody() -> User:
    """Return a user without any role."""
    return UserFactory()


def staff() -> User:
    """Return ILO project staff."""
    return MembershipFactory(role=Role.STAFF).user


def limited_staff(*programmes: Programme) -> User:
    """Return project staff limited to ``programmes``."""
    user = nobody()
    for programme in programmes:
        MembershipFactory(user=user, role=Role.STAFF, programme=programme)
    return user


def coordinator(country: Country | None = None) -> User:
    """Return the ILO's national coordinator of ``country``."""
    country = country or CountryFactory()
    return MembershipFactory(role=Role.COORDINATOR, country=country).user


def focal_point(organization: Organization) -> User:
    """Return a user who answers for ``organization``, with a person who works there."""
    user = MembershipFactory(role=Role.FOCAL_POINT, organization=organization).user
    PersonFactory(name=user.name, user=user, works_at=organization)
    return user


def official(country: Country | None = None) -> User:
    """Return an official of the ministry of ``country``."""
    country = country or CountryFactory()
    return MembershipFactory(role=Role.OFFICIAL, country=country).user
