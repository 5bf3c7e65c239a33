"""Names, needs and offers, and focal points on the page of an organization."""

from datetime import date

import pytest
from django.urls import reverse

from network.enums import InterestKind, NameKind
from network.models import FocalPoint, Interest, OrganizationName
from tests.factories.network import (
    CooperationAreaFactory,
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
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

    assert f"Take {need.area} off the list?" in asked.content.decode()
    assert response.url == need.organization.get_absolute_url()
    assert Interest.objects.count() == 0


def test_a_focal_point_is_named_from_the_people_of_the_organization(signed_in):
    college = OrganizationFactory()
    head = PersonFactory(works_at=college)
    PersonFactory(works_at=OrganizationFactory())
    url = reverse("network:focal-point-appoint", args=[college.pk])
    client = signed_in(staff())
    offered = list(client.get(url).context["form"].fields["person"].queryset)

    response = client.post(url, {"person": head.pk, "on": "2026-11-22"})

    assert offered == [head]
    assert response.url == college.get_absolute_url()
    assert list(FocalPoint.objects.values_list("person", "starts_on")) == [
        (head.pk, date(2026, 11, 22))
    ]


def test_a_focal_point_without_a_person_is_refused(signed_in):
    college = OrganizationFactory()
    url = reverse("network:focal-point-appoint", args=[college.pk])

    assert signed_in(staff()).post(url, {"on": "2026-11-22"}).status_code == 422


def test_a_focal_point_hands_over(signed_in):
    college = OrganizationFactory()
    old, new = PersonFactory(works_at=college), PersonFactory(works_at=college)
    held = FocalPointFactory(organization=college, person=old)
    url = reverse("network:focal-point-hand-over", args=[held.pk])
    client = signed_in(focal_point(college))
    shown = client.get(url)

    response = client.post(url, {"to": new.pk, "on": "2026-11-22"})

    assert shown.status_code == 200
    assert response.url == college.get_absolute_url()
    assert list(FocalPoint.objects.values_list("person", "starts_on", "ends_on")) == [
        (old.pk, None, date(2026, 11, 22)),
        (new.pk, date(2026, 11, 22), None),
    ]


def test_a_focal_point_leaves_with_nobody_to_follow(signed_in):
    held = FocalPointFactory(starts_on=date(2026, 1, 1))
    url = reverse("network:focal-point-hand-over", args=[held.pk])
    client = signed_in(staff())

    early = client.post(url, {"to": "", "on": "2025-12-31"})
    response = client.post(url, {"to": "", "on": "2026-11-22"})

    held.refresh_from_db()
    assert early.status_code == 422
    assert response.status_code == 302
    assert held.ends_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    "name", ["organization-name-add", "interest-add", "focal-point-appoint", "department-add"]
)
def test_others_may_not_change_an_organization(signed_in, name):
    college = OrganizationFactory()
    url = reverse(f"network:{name}", args=[college.pk])

    assert signed_in(official(college.country)).get(url).status_code == 403
    assert signed_in(focal_point(OrganizationFactory())).get(url).status_code == 403


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("organization-name-remove", OrganizationNameFactory),
        ("interest-remove", InterestFactory),
        ("focal-point-hand-over", FocalPointFactory),
    ],
)
def test_others_may_not_change_the_parts_of_an_organization(signed_in, name, factory):
    part = factory()
    url = reverse(f"network:{name}", args=[part.pk])

    assert signed_in(official(part.organization.country)).post(url).status_code == 403
    assert signed_in(focal_point(OrganizationFactory())).post(url).status_code == 403
