"""Roles, given and taken away: by whom, to whom, and from when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.enums import Role
from network.models import FocalPoint, Membership, scope_of
from network.models.memberships import day_of_roles
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    CountryFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def said(role, **others):
    return {"role": role, "starts_on": timezone.localdate().isoformat(), **others}


def test_the_staff_give_every_role(signed_in, laos):
    client, user = signed_in(staff()), UserFactory()
    college = OrganizationFactory(country=laos)
    page = f"/access/{user.pk}/give-role/"

    for data in (
        said("staff", organization=college.pk, country=laos.pk),
        said("coordinator", country=laos.pk),
        said("official", country=laos.pk),
        said("focal_point", organization=college.pk, takes_seat="on"),
    ):
        assert client.post(page, data).status_code == 302, data

    scope = scope_of(user)
    assert (scope.is_staff, scope.coordinated, scope.overseen) == (True, {laos.pk}, {laos.pk})
    assert scope.organizations == {college.pk}
    assert FocalPoint.objects.get(organization=college).person == user.person


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (said("official"), "country"),
        (said("focal_point"), "organization"),
        (said("staff", starts_on=""), "starts_on"),
        (said("queen"), "role"),
    ],
)
def test_what_a_role_needs_is_asked_for(signed_in, data, field):
    answer = signed_in(staff()).post(f"/access/{UserFactory().pk}/give-role/", data)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_coordinators_give_the_roles_of_their_country_alone(signed_in, laos):
    user = official(laos)
    client, page = signed_in(coordinator(laos)), f"/access/{user.pk}/give-role/"
    own, strange = OrganizationFactory(country=laos), OrganizationFactory()
    china = CountryFactory(china=True)

    for data in (
        said("staff"),
        said("coordinator", country=laos.pk),
        said("official", country=china.pk),
        said("focal_point", organization=strange.pk),
    ):
        assert client.post(page, data).status_code == 422, data
    assert user.memberships.count() == 1
    assert client.post(page, said("focal_point", organization=own.pk)).status_code == 302
    assert user.memberships.count() == 2
    # Who has no role in the country is not there for them.
    assert client.get(f"/access/{official(china).pk}/give-role/").status_code == 404


def test_nobody_raises_themselves(signed_in, laos):
    for user in (staff(), coordinator(laos)):
        answer = signed_in(user).post(
            f"/access/{user.pk}/give-role/", said("official", country=laos.pk)
        )
        assert answer.status_code == 422
        assert "You cannot give yourself a role." in answer.content.decode()


def test_a_role_ends_at_once_or_on_a_day(signed_in, laos):
    client, user = signed_in(coordinator(laos)), official(laos)
    role = user.memberships.get()
    today = timezone.localdate()

    later = client.post(f"/roles/{role.pk}/end/", {"on": today + timedelta(days=30)})
    assert later.url == f"/access/{user.pk}/"
    assert signed_in(user).get("/organizations/").status_code == 200
    client.post(f"/roles/{role.pk}/end/", {"on": today})

    assert signed_in(user).get("/organizations/").status_code == 403
    assert Membership.objects.get(pk=role.pk).ends_on == min(today, day_of_roles())


def test_which_roles_may_be_taken_away_by_whom(signed_in, laos):
    helper, boss = coordinator(laos), staff()
    PersonFactory(user=helper)
    own = MembershipFactory(user=boss, role=Role.OFFICIAL, country=laos)
    roles = {
        "a role of the staff": boss.memberships.get(role=Role.STAFF),
        "a coordinator of the same country": helper.memberships.get(),
        "an official here": own,
        "an official elsewhere": official(CountryFactory(china=True)).memberships.get(),
        "a focal point here": focal_point(OrganizationFactory(country=laos)).memberships.get(),
        "a focal point elsewhere": focal_point(OrganizationFactory()).memberships.get(),
    }

    def opened(user):
        client = signed_in(user)
        return {
            name: client.get(f"/roles/{role.pk}/end/").status_code for name, role in roles.items()
        }

    assert set(opened(boss).values()) == {200}
    assert opened(helper) == {
        "a role of the staff": 404,
        "a coordinator of the same country": 403,
        "an official here": 200,
        "an official elsewhere": 404,
        "a focal point here": 200,
        "a focal point elsewhere": 404,
    }
    assert set(opened(own.user).values()) == {200}
    assert set(opened(official(laos)).values()) == {404}


def test_the_last_of_the_staff_stays(signed_in):
    only = staff()

    answer = signed_in(only).post(
        f"/roles/{only.memberships.get().pk}/end/", {"on": timezone.localdate()}
    )

    assert answer.status_code == 422
    assert "Nobody else is project staff." in answer.content.decode()
