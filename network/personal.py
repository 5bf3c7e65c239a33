"""What is kept in the directory (core/personal.py)."""

from django.utils.translation import gettext_lazy as _

from core.personal import Holding, Until, declare
from network.models import (
    ContactView,
    CooperationArea,
    Country,
    FocalPoint,
    Honorific,
    Interest,
    Membership,
    Organization,
    OrganizationKind,
    OrganizationName,
    Person,
    PersonName,
    Position,
    Programme,
    ProgrammeName,
)

declare(
    Holding(model=CooperationArea, public="key name parent synonyms position"),
    Holding(
        model=Country,
        public="code name time_zone languages latitude longitude",
        internal="cooperation_role",
    ),
    Holding(model=Honorific, public="name position"),
    Holding(model=OrganizationKind, public="key name is_training is_part position"),
    Holding(
        model=Organization,
        public="name acronym local_name kind country parent city latitude longitude website",
        internal="is_member about list_number source_key near",
    ),
    Holding(model=OrganizationName, public="organization name kind", internal="note"),
    Holding(model=Interest, internal="organization kind area text starts_on ends_on"),
    Holding(
        model=Programme,
        public="key name full_name network development_partner objectives focus frameworks",
        internal="note",
    ),
    Holding(model=ProgrammeName, public="programme name"),
    # Sex and country stay: the women among the participants are counted by them.
    Holding(
        model=Person,
        of="",
        told=_("In the directory"),
        names="name",
        cleared="local_name family_name given_name name_order honorific phone source_key",
        staying="sex country left_at forgotten_at",
        internal="recipient user known_to",
    ),
    Holding(
        model=PersonName,
        of="person",
        told=_("Other forms of the name"),
        goes=True,
        cleared="name",
        staying="person",
    ),
    # What somebody was is a fact of the organization.
    Holding(
        model=Position,
        of="person",
        told=_("Positions"),
        staying="person organization title starts_on ends_on",
        internal="order",
        ends="ends_on",
    ),
    Holding(
        model=FocalPoint,
        of="person",
        told=_("Focal point of organizations"),
        staying="person organization starts_on ends_on",
        ends="ends_on",
    ),
    Holding(
        model=Membership,
        of="user",
        told=_("Roles"),
        staying="user role country organization programme starts_on ends_on",
        ends="ends_on",
    ),
    Holding(
        model=ContactView,
        of="person",
        told=_("Who looked at the address"),
        staying="viewer person day",
        until=(Until("KEEP_CONTACT_VIEWS_DAYS", "day"),),
    ),
)
