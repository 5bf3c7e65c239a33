"""Other names on the page of an organization."""

import pytest
from django.urls import reverse

from network.enums import NameKind
from network.models import OrganizationName
from tests.factories.network import (
    OrganizationFactory,
    OrganizationNameFactory,
)
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db


def test_a_focal_point_adds_another_name(signed_in):
    college = OrganizationFactory()
    url = reverse("network:organization-name-add", args=[college.pk])
    client = signed_in(focal_point(college))
    shown = client.get(url)

    response = client.post(url, {"name": "Old School", "kind": "former", "note": "Report of 2009"})

    assert shown.status_code == 200
    assert response.url == college.get_absolute_url()
    assert list(college.names.values_list("name", "kind", "note")) == [
        ("Old School", NameKind.FORMER, "Report of 2009")
    ]


def test_a_name_that_is_known_is_refused(signed_in):
    college = OrganizationFactory(name="College")
    url = reverse("network:organization-name-add", args=[college.pk])

    response = signed_in(staff()).post(url, {"name": "College", "kind": "variant"})

    assert response.status_code == 422
    assert response.context["form"].errors["name"] == [
        "College is already a name of this organization."
    ]


def test_a_name_is_removed_only_after_a_question(signed_in):
    alias = OrganizationNameFactory()
    url = reverse("network:organization-name-remove", args=[alias.pk])
    client = signed_in(staff())

    asked = client.get(url)
    still_there = OrganizationName.objects.filter(pk=alias.pk).exists()
    response = client.post(url)

    assert f"Remove the name {alias.name}?" in asked.content.decode()
    assert still_there
    assert response.url == alias.organization.get_absolute_url()
    assert not OrganizationName.objects.filter(pk=alias.pk).exists()


def test_others_may_change_nothing(signed_in):
    part = OrganizationNameFactory()
    add = reverse("network:organization-name-add", args=[part.organization_id])
    change = reverse("network:organization-name-remove", args=[part.pk])
    reader, stranger = official(part.organization.country), focal_point(OrganizationFactory())

    answers = [
        signed_in(user).post(url).status_code
        for user in (reader, stranger)
        for url in (add, change)
    ]

    assert answers == [403, 403, 403, 403]
