"""Needs and offers on the page of an organization."""

import pytest
from django.urls import reverse

from network.enums import InterestKind
from network.models import Interest
from tests.factories.network import (
    CooperationAreaFactory,
    InterestFactory,
    OrganizationFactory,
)
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db


def test_a_need_is_recorded(signed_in):
    college, area = OrganizationFactory(), CooperationAreaFactory()
    url = reverse("network:interest-add", args=[college.pk])
    client = signed_in(focal_point(college))
    shown = client.get(f"{url}?kind=need").context["form"]["kind"].value()

    response = client.post(url, {"kind": "need", "area": area.pk, "text": "Two trainers"})

    assert shown == "need"
    assert response.url == college.get_absolute_url()
    assert list(college.interests.values_list("kind", "area", "text")) == [
        (InterestKind.NEED, area.pk, "Two trainers")
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "ends_on"),
        ({}, "__all__"),
    ],
)
def test_a_need_that_ends_too_early_or_is_known_is_refused(signed_in, changes, field):
    known = InterestFactory(text="")
    url = reverse("network:interest-add", args=[known.organization_id])
    data = {"kind": known.kind, "area": known.area_id, **changes}

    response = signed_in(staff()).post(url, data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_need_is_taken_off_only_after_a_question(signed_in):
    need = InterestFactory()
    url = reverse("network:interest-remove", args=[need.pk])
    client = signed_in(staff())

    asked = client.get(url)
    response = client.post(url)

    assert f"Remove {need.area} from the list?" in asked.content.decode()
    assert response.url == need.organization.get_absolute_url()
    assert Interest.objects.count() == 0


def test_others_may_change_nothing(signed_in):
    part = InterestFactory()
    add = reverse("network:interest-add", args=[part.organization_id])
    change = reverse("network:interest-remove", args=[part.pk])
    reader, stranger = official(part.organization.country), focal_point(OrganizationFactory())

    answers = [
        signed_in(user).post(url).status_code
        for user in (reader, stranger)
        for url in (add, change)
    ]

    assert answers == [403, 403, 403, 403]
