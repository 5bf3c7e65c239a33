"""Who works for the ILO on the network, and can be reached."""

import pytest
from django.utils import timezone

from network.enums import Role
from network.models import Person
from network.operations import memberships
from network.queries import staff
from network.queries.staff import Sphere
from network.terms.memberships import MembershipTerms
from notifications.models import Recipient
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import CountryFactory, PersonFactory, ProgrammeFactory


@pytest.fixture
def cambodia(db):
    return CountryFactory(cambodia=True)


def somebody(role, country=None, **facts):
    """Return the person of a new user with that role."""
    user = UserFactory(**facts)
    memberships.grant(user, MembershipTerms(role=role, country=country), by=None)
    return Person.objects.filter(user=user).first()


def test_the_project_staff_are_told_apart_from_coordinators_and_officials(cambodia):
    works = somebody(Role.STAFF)
    somebody(Role.COORDINATOR, cambodia)
    somebody(Role.OFFICIAL, cambodia)

    assert list(staff.project_staff()) == [works]


def test_nobody_is_told_who_cannot_sign_in_or_has_no_address(db):
    somebody(Role.STAFF, is_active=False)
    without = somebody(Role.STAFF)
    without.recipient.email = ""
    without.recipient.save()

    assert list(staff.project_staff()) == []


def test_coordinators_are_those_of_the_countries(cambodia):
    here = somebody(Role.COORDINATOR, cambodia)
    somebody(Role.COORDINATOR, CountryFactory())

    assert list(staff.coordinators_of([cambodia.pk, None])) == [here]


def test_who_coordinates_two_countries_is_told_once(cambodia):
    both, laos = somebody(Role.COORDINATOR, cambodia), CountryFactory()
    memberships.grant(both.user, MembershipTerms(role=Role.COORDINATOR, country=laos), by=None)

    assert list(staff.coordinators_of([cambodia.pk, laos.pk])) == [both]


def test_coordinators_follow_up_and_project_staff_where_there_are_none(cambodia):
    works, laos = somebody(Role.STAFF), CountryFactory()
    here = somebody(Role.COORDINATOR, cambodia)

    assert staff.responsible_for(Sphere(frozenset({cambodia.pk}))) == [here]
    assert staff.responsible_for(Sphere(frozenset({laos.pk}))) == [works]


def test_answers_go_to_a_coordinator_of_the_first_countries_that_have_one(cambodia):
    there = somebody(Role.COORDINATOR, CountryFactory(laos=True))
    here = [somebody(Role.COORDINATOR, cambodia) for _ in range(2)]
    laos, china = there.user.memberships.get().country, CountryFactory(china=True)

    assert staff.reply_address([cambodia.pk], [laos.pk]) == here[0].recipient.email
    assert staff.reply_address([china.pk, None], [china.pk, laos.pk]) == there.recipient.email


def test_answers_go_to_the_project_staff_where_no_country_has_a_coordinator(cambodia):
    before = staff.reply_address([cambodia.pk], [])
    works = [somebody(Role.STAFF) for _ in range(2)]

    assert before == ""
    assert staff.reply_address([cambodia.pk], [None]) == works[0].recipient.email
    assert staff.reply_address() == works[0].recipient.email


def test_where_the_coordinator_cannot_be_reached_the_project_staff_hears_of_it(db):
    country = CountryFactory()
    coordinator = PersonFactory(user=roles.coordinator(country))
    reserve = PersonFactory(user=roles.staff())
    Recipient.objects.filter(pk=coordinator.recipient_id).update(refused_at=timezone.now())

    assert staff.responsible_for(Sphere(frozenset({country.pk}))) == [reserve]
    assert staff.reply_address([country.pk]) == reserve.recipient.email


def test_what_is_of_a_programme_is_followed_up_by_its_staff_as_well(cambodia):
    own, other = ProgrammeFactory(), ProgrammeFactory()
    everywhere = somebody(Role.STAFF)
    limited, elsewhere = (PersonFactory(user=roles.limited_staff(each)) for each in (own, other))
    spheres = [
        Sphere(frozenset({cambodia.pk}), frozenset(keys))
        for keys in ((), (own.pk,), (own.pk, other.pk))
    ]

    told = staff.able_to_help_each(spheres)

    assert told == staff.responsible_for_each(spheres)
    assert [told[each] for each in spheres] == [
        [everywhere],
        [everywhere, limited],
        [everywhere, limited, elsewhere],
    ]
    assert staff.able_to_help_each([]) == staff.responsible_for_each([]) == {}
    users = (everywhere.user, limited.user)
    assert staff.working_among(users) == {users[0].pk: {None}, users[1].pk: {own.pk}}
