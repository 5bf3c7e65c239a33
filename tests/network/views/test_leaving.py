"""To leave is asked first, and can be taken back while the name is there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Person
from tests.factories import roles
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = PersonFactory(name="Sok Dara", works_at=OrganizationFactory(name="NPIC"))
    FocalPointFactory(organization=person.positions.get().organization, person=person)
    return person


def _urls(person):
    return [reverse(f"network:person-{act}", args=[person.pk]) for act in ("leave", "come-back")]


def test_a_coordinator_lets_somebody_go_and_takes_it_back(person, signed_in):
    leave, come_back = _urls(person)
    client = signed_in(roles.coordinator(person.positions.get().organization.country))
    assert "Focal point of organizations: NPIC" in client.get(leave).content.decode()

    assert client.post(leave).url == person.get_absolute_url()
    assert Person.objects.get(pk=person.pk).left_at
    assert (
        "This person has left the network."
        in client.get(person.get_absolute_url()).content.decode()
    )
    assert client.get(leave).status_code == 403

    assert client.post(come_back).url == person.get_absolute_url()
    assert Person.objects.get(pk=person.pk).left_at is None
    assert client.get(come_back).status_code == 403


def test_others_may_not_nor_anybody_for_themselves(person, signed_in):
    leave, _back = _urls(person)
    focal_point = roles.focal_point(person.positions.get().organization)
    assert signed_in(focal_point).post(leave).status_code == 403
    assert signed_in(roles.coordinator()).post(leave).status_code == 404

    staff = roles.staff()
    own, _back = _urls(PersonFactory(user=staff))
    assert signed_in(staff).post(own).status_code == 403


def test_who_is_forgotten_is_nobodys_to_change(person, signed_in):
    Person.objects.filter(pk=person.pk).update(
        left_at=timezone.now(), forgotten_at=timezone.now(), name="Former member 1"
    )
    client = signed_in(roles.staff())
    page = client.get(person.get_absolute_url()).content.decode()

    assert "We removed the name" in page
    edit = reverse("network:person-edit", args=[person.pk])
    assert [client.get(url).status_code for url in (edit, *_urls(person))] == [403, 403, 403]
