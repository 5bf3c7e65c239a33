"""Who belongs to the network."""

from network.models.accounts import Account
from network.models.areas import CooperationArea
from network.models.contact_views import ContactView
from network.models.countries import Country
from network.models.focal_points import FocalPoint
from network.models.interests import Interest
from network.models.memberships import Membership, UserScope, scope_of
from network.models.organizations import (
    Organization,
    OrganizationKind,
    OrganizationName,
)
from network.models.people import Honorific, Person, PersonName, Position
from network.models.programmes import Programme, ProgrammeName

__all__ = [
    "Account",
    "ContactView",
    "CooperationArea",
    "Country",
    "FocalPoint",
    "Honorific",
    "Interest",
    "Membership",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "Person",
    "PersonName",
    "Position",
    "Programme",
    "ProgrammeName",
    "UserScope",
    "scope_of",
]
