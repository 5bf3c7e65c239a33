"""Working groups are set up on a page and their members named on another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import roles
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory, WorkingGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return OrganizationFactory()


@pytest.fixture
def pairing(own):
    return PairingFactory(parties=[own, OrganizationFactory()])


def test_a_focal_point_sets_up_a_group(signed_in, own, pairing):
    client = signed_in(roles.focal_point(own))
    url = reverse("partnerships:working-group-add", args=[pairing.pk])

    shown = client.get(url)
    refused = client.post(url, {"name": ""})
    saved = client.post(url, {"name": "Joint group"})

    assert (shown.status_code, refused.status_code) == (200, 422)
    assert saved.url == pairing.get_absolute_url()
    assert [group.name for group in pairing.working_groups.all()] == ["Joint group"]


def test_a_focal_point_names_a_member(signed_in, own, pairing):
    user = roles.focal_point(own)
    client = signed_in(user)
    group = WorkingGroupFactory(pairing=pairing)
    url = reverse("partnerships:working-group-member-add", args=[group.pk])

    shown = client.get(url)
    nobody = client.post(url, {})
    saved = client.post(url, {"person": user.person.pk, "organization": own.pk})

    assert shown.status_code == 200
    assert "Choose a person or write the name." in nobody.content.decode()
    assert saved.url == pairing.get_absolute_url()
    assert [member.person for member in group.members.all()] == [user.person]


def test_an_official_sets_up_nothing(signed_in, own, pairing):
    client = signed_in(roles.official(own.country))
    group = WorkingGroupFactory(pairing=pairing)

    for name, pk in (("add", pairing.pk), ("member-add", group.pk)):
        url = reverse(f"partnerships:working-group-{name}", args=[pk])
        assert client.get(url).status_code == 403
