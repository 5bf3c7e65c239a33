"""What a user becomes to the network, and when that ends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.records import BrokenConstraintError
from network.enums import Role
from network.models import Membership, Person, scope_of
from network.models.memberships import day_of_roles
from network.operations import focal_points, memberships, people
from network.operations.memberships import (
    HandedOverError,
    LastStaffError,
    OwnRoleError,
    RoleEndedError,
    RoleHeldError,
)
from network.terms.memberships import MembershipTerms
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.roles import coordinator, focal_point, nobody, staff

pytestmark = pytest.mark.django_db
STAFF = MembershipTerms(role=Role.STAFF)
DAY = timedelta(days=1)


def test_grant_takes_effect_at_once():
    user, country = nobody(), CountryFactory(laos=True)
    before = scope_of(user).is_member

    memberships.grant(user, MembershipTerms(role=Role.COORDINATOR, country=country), by=staff())

    assert (before, scope_of(user).coordinated) == (False, {country.pk})
    # Whoever works for the ILO is reached by mail, once.
    assert Person.objects.filter(user=user).count() == 1
    memberships.grant(user, STAFF, by=None)
    assert Person.objects.filter(user=user).count() == 1


def test_what_somebody_is_is_read_once_for_the_request_and_for_its_rules(
    django_assert_num_queries,
):
    user = staff()
    asked_by_a_request = SimpleLazyObject(lambda: user)

    with django_assert_num_queries(1):
        assert scope_of(asked_by_a_request).is_staff
        assert user.has_perm("network.view_organization")


def test_the_staff_asks_nothing_of_what_is_theirs_to_change(django_assert_num_queries):
    user, organization = staff(), OrganizationFactory()
    assert scope_of(user).is_staff

    with django_assert_num_queries(0):
        assert user.has_perm("network.change_organization", organization)


def test_grant_refuses_a_role_that_is_held():
    user = staff()

    with pytest.raises(RoleHeldError, match="has this role already"):
        memberships.grant(user, STAFF, by=None)

    assert user.memberships.count() == 1


def test_grant_refuses_a_scope_that_the_role_does_not_have():
    terms = MembershipTerms(role=Role.STAFF, organization=OrganizationFactory())
    user = nobody()

    with pytest.raises(BrokenConstraintError, match="focal points an organization"):
        memberships.grant(user, terms, by=None)

    assert user.memberships.count() == 0


def test_nobody_gives_themselves_a_role():
    user = coordinator()

    with pytest.raises(OwnRoleError, match="Ask a colleague"):
        memberships.grant(user, STAFF, by=user)


def test_a_role_counts_between_its_days():
    user, country, today = nobody(), CountryFactory(), day_of_roles()
    for starts_on, ends_on in ((today + DAY, None), (None, today), (today - 9 * DAY, today - DAY)):
        terms = MembershipTerms(
            role=Role.OFFICIAL, country=country, starts_on=starts_on, ends_on=ends_on
        )
        user.memberships.all().delete()
        memberships.grant(user, terms, by=None)
        assert not scope_of(user).is_member

    user.memberships.all().delete()
    terms = MembershipTerms(
        role=Role.OFFICIAL, country=country, starts_on=today, ends_on=today + DAY
    )
    memberships.grant(user, terms, by=None)
    assert scope_of(user).overseen == {country.pk}


def test_a_role_may_be_given_again_from_the_day_on_which_it_ends():
    user, today = nobody(), day_of_roles()
    memberships.grant(user, MembershipTerms(role=Role.STAFF, ends_on=today + 9 * DAY), by=None)

    with pytest.raises(RoleHeldError):
        memberships.grant(user, MembershipTerms(role=Role.STAFF, starts_on=today), by=None)
    later = MembershipTerms(role=Role.STAFF, starts_on=today + 9 * DAY)
    memberships.grant(user, later, by=None)
    with pytest.raises(RoleHeldError):
        memberships.grant(user, later, by=None)

    assert user.memberships.count() == 2


def test_a_role_that_ends_today_ends_at_once_and_stays_to_be_seen():
    college = OrganizationFactory()
    user = focal_point(college)
    assert scope_of(user).organizations == {college.pk}

    ended = memberships.end(user.memberships.get(), on=day_of_roles(), by=staff())

    # The user of the next request is another object.
    assert not scope_of(ended.user).is_member
    assert user.memberships.get().ends_on == day_of_roles()
    with pytest.raises(RoleEndedError):
        memberships.end(ended, on=day_of_roles(), by=staff())


def test_a_role_that_was_to_end_later_may_end_before_and_one_to_come_never_begins():
    country, today = CountryFactory(), day_of_roles()
    user = MembershipFactory(
        role=Role.OFFICIAL, country=country, starts_on=today + 5 * DAY, ends_on=today + 9 * DAY
    ).user

    ended = memberships.end(user.memberships.get(), on=today, by=None)

    assert (ended.starts_on, ended.ends_on) == (today + 5 * DAY, today + 5 * DAY)


def test_somebody_always_stays_staff():
    only = staff().memberships.get()
    # Neither somebody who leaves soon nor a closed account can give the role again.
    MembershipFactory(role=Role.STAFF, ends_on=day_of_roles() + 9 * DAY)
    MembershipFactory(role=Role.STAFF, user__is_active=False)

    with pytest.raises(LastStaffError, match="Give the role to a colleague first"):
        memberships.end(only, on=day_of_roles(), by=None)

    other = staff()
    memberships.end(only, on=day_of_roles(), by=other)
    assert not scope_of(Membership.objects.get(pk=only.pk).user).is_staff


def test_whoever_handed_over_gets_the_role_with_the_seat_alone():
    college = OrganizationFactory()
    user, today = focal_point(college), day_of_roles()
    seat = FocalPointFactory(organization=college, person=user.person)
    focal_points.end(seat, on=today, by=None)
    memberships.end(user.memberships.get(), on=today, by=None)
    terms = MembershipTerms(role=Role.FOCAL_POINT, organization=college, starts_on=today)

    with pytest.raises(HandedOverError, match="handed over"):
        memberships.grant(user, terms, by=None)

    focal_points.appoint(college, person=user.person, on=today, by=None)
    memberships.grant(user, terms, by=None)
    assert scope_of(user).organizations == {college.pk}


def test_whoever_is_no_focal_point_by_role_does_not_answer_by_mail_either():
    seat = FocalPointFactory(person__user=nobody())
    user = seat.person.user
    role = MembershipFactory(user=user, role=Role.FOCAL_POINT, organization=seat.organization)

    memberships.end(role, on=date(2026, 12, 1), by=None)

    seat.refresh_from_db()
    assert seat.ends_on == date(2026, 12, 1)


def test_a_role_ends_with_the_position_of_whoever_left_and_is_no_focal_point():
    yesterday = timezone.localdate() - timedelta(days=1)
    left, stayed, seated = (PositionFactory(person=PersonFactory(user=nobody())) for _ in range(3))
    for each in (left, stayed, seated):
        MembershipFactory(
            user=each.person.user, role=Role.FOCAL_POINT, organization=each.organization
        )
        people.end_position(each, on=yesterday, by=None)
    PositionFactory(person=stayed.person, organization=stayed.organization)
    FocalPointFactory(person=seated.person, organization=seated.organization)

    found = [scope_of(each.person.user).is_member for each in (left, stayed, seated)]
    assert found == [False, True, True]
