"""How the records of the directory name themselves."""

from datetime import date

import pytest

from network.models import Organization
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    HonorificFactory,
    InterestFactory,
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    ProgrammeFactory,
    ProgrammeNameFactory,
)
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_every_record_says_its_name():
    assert [
        str(CountryFactory(laos=True)),
        str(OrganizationFactory(name="College")),
        str(OrganizationNameFactory(name="Old College")),
        str(PersonFactory(name="Wei Fan")),
        str(PersonNameFactory(name="Fan Wei")),
        str(PositionFactory(title="President")),
        str(HonorificFactory(name="Prof.")),
        str(CooperationAreaFactory(name="Curriculum")),
        str(InterestFactory(text="")),
        str(InterestFactory(text="Trainers")),
        str(MembershipFactory()),
        str(ProgrammeFactory(name="ILO/China")),
        str(ProgrammeNameFactory(name="SSTC")),
    ] == [
        "Lao PDR",
        "College",
        "Old College",
        "Wei Fan",
        "Fan Wei",
        "President",
        "Prof.",
        "Curriculum",
        "Looks for",
        "Trainers",
        "ILO project staff",
        "ILO/China",
        "SSTC",
    ]


def test_the_short_name_is_the_acronym_where_there_is_one():
    assert OrganizationFactory(name="College", acronym="C").short_name == "C"
    assert OrganizationFactory(name="School").short_name == "School"


def test_a_person_is_addressed_with_the_honorific_where_it_is_known():
    assert PersonFactory(name="Shi Lei").addressed == "Shi Lei"
    assert (
        PersonFactory(name="Shi Lei", honorific=HonorificFactory(name="Prof.")).addressed
        == "Prof. Shi Lei"
    )


def test_a_focal_point_answers_from_the_first_day_until_the_day_before_the_last():
    held = FocalPointFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]

    answers = [type(held).objects.on(day).exists() for day in days]

    assert answers == [False, True, True, False]


def test_a_position_is_held_until_its_last_day():
    held = PositionFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 2)]

    answers = [type(held).objects.on(day).exists() for day in days]

    assert answers == [False, True, True, False]


def test_the_pairings_of_a_row_are_those_that_are_worked_on():
    college = OrganizationFactory()
    PairingFactory(parties=[college])
    PairingFactory(parties=[college])
    PairingFactory(parties=[college], phase="concluded", closed_on=date(2024, 1, 1))

    counts = Organization.objects.with_pairing_count(staff()).values_list("pk", "pairing_count")

    assert list(counts) == [(college.pk, 2)]


def test_members_are_those_of_the_network():
    member = OrganizationFactory()
    OrganizationFactory(is_member=False)

    assert list(Organization.objects.members()) == [member]
