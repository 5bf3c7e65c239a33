"""Positions that people take and leave."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.roles import coordinator, focal_point, staff

pytestmark = pytest.mark.django_db


def test_a_coordinator_gives_a_position_to_somebody_without_one(signed_in):
    country = CountryFactory(laos=True)
    college = OrganizationFactory(country=country)
    person = PersonFactory()
    url = reverse("network:position-add", args=[person.pk])

    response = signed_in(coordinator(country)).post(
        url, {"organization": college.pk, "title": "Director"}
    )

    assert response.url == person.get_absolute_url()
    assert list(person.positions.values_list("organization", "title")) == [(college.pk, "Director")]


def test_a_position_elsewhere_is_not_for_a_focal_point_to_give(signed_in):
    college, other = OrganizationFactory(), OrganizationFactory()
    person = PersonFactory(works_at=college)
    url = reverse("network:position-add", args=[person.pk])
    client = signed_in(focal_point(college))

    assert client.get(url).status_code == 200
    assert client.post(url, {"organization": other.pk}).status_code == 422


def test_the_same_position_twice_is_refused(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    url = reverse("network:position-add", args=[person.pk])

    response = signed_in(staff()).post(url, {"organization": college.pk, "title": "Director"})

    assert response.status_code == 422
    assert person.positions.count() == 1


def test_the_last_day_of_a_position_is_recorded(signed_in):
    position = PositionFactory(starts_on=date(2021, 1, 1))
    url = reverse("network:position-end", args=[position.pk])
    client = signed_in(staff())

    shown = client.get(url)
    early = client.post(url, {"on": "2020-12-31"})
    response = client.post(url, {"on": "2026-03-31"})

    position.refresh_from_db()
    assert shown.status_code == 200
    assert early.status_code == 422
    assert response.url == position.person.get_absolute_url()
    assert position.ends_on == date(2026, 3, 31)


def test_the_end_of_a_position_elsewhere_is_not_for_a_focal_point(signed_in):
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    elsewhere = PositionFactory(person=person)
    client = signed_in(focal_point(college))

    assert client.get(reverse("network:position-end", args=[elsewhere.pk])).status_code == 403
