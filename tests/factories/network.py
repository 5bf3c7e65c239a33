"""Countries, organizations, people and what binds them."""

from string import ascii_uppercase

import factory

from network.enums import InterestKind, Role
from network.models import (
    Account,
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
from tests.factories.accounts import UserFactory
from tests.factories.notifications import RecipientFactory

# A country that a test makes up is never one of the four that others name.
_PAIRS = (first + second for first in ascii_uppercase for second in ascii_uppercase)
_OTHER_CODES = [pair for pair in _PAIRS if pair not in ("KH", "LA", "MM", "CN")]


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    class Params:
        cambodia = factory.Trait(code="KH", name="Cambodia", time_zone="Asia/Phnom_Penh")
        laos = factory.Trait(code="LA", name="Lao PDR", time_zone="Asia/Vientiane")
        myanmar = factory.Trait(code="MM", name="Myanmar", time_zone="Asia/Yangon")
        china = factory.Trait(code="CN", name="China", time_zone="Asia/Shanghai")

    code = factory.Sequence(lambda n: _OTHER_CODES[n % len(_OTHER_CODES)])
    name = factory.LazyAttribute(lambda o: f"Country {o.code}")
    time_zone = "Asia/Bangkok"


class OrganizationKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganizationKind
        django_get_or_create = ("key",)

    class Params:
        ministry = factory.Trait(key="ministry", name="Ministry", is_training=False)
        ilo_office = factory.Trait(key="ilo_office", name="ILO office", is_training=False)
        department = factory.Trait(
            key="department", name="Department", is_training=False, is_part=True
        )

    key = "tvet_institution"
    name = "TVET institution"
    is_training = True


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Technical College {n}")
    kind = factory.SubFactory(OrganizationKindFactory)
    country = factory.SubFactory(CountryFactory)
    is_member = True
    acronym = ""


class OrganizationNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Other name {n}")


class HonorificFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Honorific
        django_get_or_create = ("name",)

    name = "Ms"


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with an address; ``works_at`` gives them a position there."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    recipient = factory.SubFactory(RecipientFactory, name=factory.SelfAttribute("..name"))

    @factory.post_generation
    def works_at(self, create, organization, **extra):
        if create and organization:
            PositionFactory(person=self, organization=organization, **extra)


class PersonNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Other form {n}")


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    title = "Director"


class FocalPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FocalPoint

    organization = factory.SubFactory(OrganizationFactory)
    person = factory.SubFactory(PersonFactory)


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    key = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"Programme {n}")


class ProgrammeNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeName

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Also programme {n}")


class CooperationAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CooperationArea

    key = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")


class InterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interest

    organization = factory.SubFactory(OrganizationFactory)
    kind = InterestKind.NEED
    area = factory.SubFactory(CooperationAreaFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    """The role of project staff; tests/factories/roles.py has the others."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.STAFF


class ContactViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactView

    viewer = factory.SubFactory(UserFactory)
    person = factory.SubFactory(PersonFactory)
    day = "2026-11-02"


class AccountFactory(UserFactory):
    """A user as those see them who look after who may do what."""

    class Meta:
        model = Account
        skip_postgeneration_save = True
