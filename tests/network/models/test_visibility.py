"""Who sees which organizations and people."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network.models import FocalPoint, Interest, Organization, OrganizationName, Person, Position
from tests.factories.network import (
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db


def seen(user):
    strangers = Person.objects.visible_to(user).filter(user=None)
    return set(strangers.values_list("name", flat=True))


def people():
    """Return a college; there is a person in it, at its partner, at the ILO, and elsewhere."""
    college, partner = OrganizationFactory(), OrganizationFactory()
    PairingFactory(parties=[college, partner])
    office = OrganizationFactory(kind=OrganizationKindFactory(ilo_office=True))
    PersonFactory(name="Own", works_at=college)
    PersonFactory(name="Partner", works_at=partner)
    PersonFactory(name="ILO", works_at=office)
    PersonFactory(name="Elsewhere", works_at=OrganizationFactory())
    PersonFactory(name="Nowhere")
    return college


def test_people_are_seen_by_those_whom_they_concern():
    college = people()
    everybody = {"Own", "Partner", "ILO", "Elsewhere", "Nowhere"}

    assert seen(staff()) == everybody
    assert seen(coordinator(college.country)) == {"Own", "Partner", "ILO", "Nowhere"}
    assert seen(focal_point(college)) == {"Own", "Partner", "ILO"}
    assert seen(official(college.country)) == {"Own", "Partner", "ILO"}
    assert seen(nobody()) == set()


def test_everybody_sees_their_own_record():
    user = official()
    person = PersonFactory(user=user)

    assert list(Person.objects.visible_to(user)) == [person]


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Organization, OrganizationFactory),
        (OrganizationName, OrganizationNameFactory),
        (Interest, InterestFactory),
        (FocalPoint, FocalPointFactory),
    ],
)
def test_the_directory_is_open_to_every_role_and_to_nobody_else(model, factory):
    row = factory()

    assert row in model.objects.visible_to(official())
    assert list(model.objects.visible_to(nobody())) == []
    assert list(model.objects.visible_to(AnonymousUser())) == []


def test_a_position_is_seen_with_its_person():
    position = PositionFactory()

    assert list(Position.objects.visible_to(staff())) == [position]
    assert list(Position.objects.visible_to(official())) == []
