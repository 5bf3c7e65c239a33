"""Focal points on the page of an organization."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from network.models import FocalPoint, scope_of
from tests.factories.network import (
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db


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


def test_who_hands_over_today_is_out_at_once_though_their_day_has_not_begun(signed_in):
    college = OrganizationFactory()
    holder = focal_point(college)
    User.objects.update(time_zone="Asia/Yangon")
    held = FocalPointFactory(organization=college, person=holder.person)
    url = reverse("network:focal-point-hand-over", args=[held.pk])

    # In Bangkok the first of December has begun, in Yangon it has not.
    with time_machine.travel("2026-11-30T17:10:00Z", tick=False):
        signed_in(staff()).post(url, {"to": "", "on": "2026-12-01"})

        assert scope_of(User.objects.get(pk=holder.pk)).organizations == frozenset()


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


def test_others_may_change_nothing(signed_in):
    part = FocalPointFactory()
    add = reverse("network:focal-point-appoint", args=[part.organization_id])
    change = reverse("network:focal-point-hand-over", args=[part.pk])
    reader, stranger = official(part.organization.country), focal_point(OrganizationFactory())

    answers = [
        signed_in(user).post(url).status_code
        for user in (reader, stranger)
        for url in (add, change)
    ]

    assert answers == [403, 403, 403, 403]
