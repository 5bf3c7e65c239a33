"""The words that the network is made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState


class Role(TextChoices):
    """What a user is to the network; rights follow from it."""

    STAFF = "staff", _("ILO project staff")
    COORDINATOR = "coordinator", _("National coordinator")
    FOCAL_POINT = "focal_point", _("Focal point")
    OFFICIAL = "official", _("Ministry official")


class AccountState(ShownState):
    """How far an account is."""

    OPEN = "open", "good", "check", _("Can sign in")
    INVITED = "invited", "new", "clock", _("Invited")
    TOO_LATE = "too_late", "warn", "alert", _("Invitation too old")
    CLOSED = "closed", _("Closed")


class ProfilePart(TextChoices):
    """What a complete profile of an organization says."""

    LOCAL_NAME = "local_name", _("Name in the local script")
    CITY = "city", _("City")
    WEBSITE = "website", _("Website")
    ABOUT = "about", _("A few sentences about it")
    NEED = "need", _("What it looks for")
    OFFER = "offer", _("What it can offer")
    PEOPLE = "people", _("People")
    FOCAL_POINT = "focal_point", _("Focal point")


class NameKind(TextChoices):
    """Why an organization is also called so."""

    ACRONYM = "acronym", _("Acronym")
    VARIANT = "variant", _("Other spelling")
    FORMER = "former", _("Former name")
    LOCAL = "local", _("Name in another language")


class NameOrder(TextChoices):
    """Which part of a person's name stands first as it is written."""

    UNKNOWN = "unknown", _("Not known")
    FAMILY_FIRST = "family_first", _("Family name first")
    GIVEN_FIRST = "given_first", _("Given name first")


class Sex(TextChoices):
    """A person's sex as far as it is known."""

    UNKNOWN = "unknown", _("Not known")
    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")


class InterestKind(TextChoices):
    """Whether an organization seeks something or can give it."""

    NEED = "need", _("Looks for")
    OFFER = "offer", _("Can offer")
