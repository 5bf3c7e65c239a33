"""Everybody sees and takes away what is held on them; the project staff does it for others."""

import json

import pytest
from django.urls import reverse

from network.models import ContactView
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.walk import read

pytestmark = pytest.mark.django_db

OWN, FILE = "/my-data/", "/my-data/file/"


def test_one_sees_and_takes_away_ones_own(signed_in):
    user = roles.focal_point(OrganizationFactory(name="NPIC"))
    client = signed_in(user)

    page = client.get(OWN).content.decode()
    told = json.loads(read(client.get(FILE)))

    assert user.email in page
    assert "NPIC" in page
    assert told["network.person"][0]["name"] == user.person.name
    assert not ContactView.objects.exists()


def test_who_has_no_role_and_no_person_sees_the_account(signed_in):
    user = roles.nobody()

    assert user.email in signed_in(user).get(OWN).content.decode()


def test_the_staff_does_it_for_others_and_is_noted(signed_in):
    person = PersonFactory(works_at=OrganizationFactory())
    staff = roles.staff()
    pages = [reverse(f"network:person-data{end}", args=[person.pk]) for end in ("", "-file")]

    for page in pages:
        assert person.recipient.email in read(signed_in(staff).get(page)).decode()
    assert ContactView.objects.get().viewer == staff

    coordinator = roles.coordinator(person.positions.get().organization.country)
    assert [signed_in(coordinator).get(page).status_code for page in pages] == [403, 403]
