"""Who answers for the sides of pairings, and who of the staff follows them up."""

from datetime import date, timedelta

import pytest

from followup.queries import responsible_people
from followup.queries.responsible_people import ResponsiblePeople
from network.models import FocalPoint, Organization
from notifications.mails import sharing
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
TERMS = [
    {},
    {"starts_on": TODAY},
    {"starts_on": TODAY + DAY},
    {"ends_on": TODAY},
    {"ends_on": TODAY + DAY},
    {"starts_on": TODAY - DAY, "ends_on": TODAY + DAY},
]


def responsible(pairing):
    """Return who answers for the sides of a pairing today."""
    people = ResponsiblePeople(pairings={pairing.pk}, on=TODAY)
    return people.of_sides(
        pairing.pk, [each.organization_id for each in people.parties_of(pairing.pk)]
    )


def people_of_side(pairing, house):
    """Return who answers for one side: first the pairing's own, then the house's, then above it."""
    seats = [
        pairing.focal_points.filter(organization=house),
        FocalPoint.objects.filter(organization=house),
        FocalPoint.objects.filter(organization=house.parent),
    ]
    found = ([seat.person for seat in each if lasts_today(seat)] for each in seats)
    return next(filter(None, found), [])


def lasts_today(seat):
    """Say whether today is a day of the term, whose last day is not one of it any more."""
    has_begun = seat.starts_on is None or seat.starts_on <= TODAY
    return has_begun and (seat.ends_on is None or seat.ends_on > TODAY)


@pytest.mark.parametrize("own", [None, *TERMS])
@pytest.mark.parametrize("general", [None, *TERMS])
def test_many_records_have_the_same_people_as_one_by_one(own, general):
    house = FocalPointFactory().organization
    department = OrganizationFactory(parent=house)
    pairings = [PairingFactory(parties=[department, house]), PairingFactory(parties=[department])]
    if own is not None:
        PairingFocalPointFactory(pairing=pairings[0], organization=department, **own)
    if general is not None:
        FocalPointFactory(organization=department, **general)

    one_by_one = {
        (pairing.pk, person.pk)
        for pairing in pairings
        for party in pairing.parties.all()
        for person in people_of_side(pairing, party.organization)
    }

    found = [(pairing.pk, person.pk) for pairing in pairings for person in responsible(pairing)]
    assert set(found) == one_by_one
    assert len(found) == len(one_by_one)


def test_of_houses_that_are_known_only_the_focal_points_are_asked_for(django_assert_num_queries):
    ministry = OrganizationFactory()
    department, centre = (OrganizationFactory(parent=ministry) for _ in range(2))
    above = FocalPointFactory(organization=ministry, starts_on=TODAY, person__recipient__email="")
    own = FocalPointFactory(organization=centre)
    FocalPointFactory(organization=centre, ends_on=TODAY)
    FocalPointFactory(organization=centre, starts_on=TODAY + DAY)
    houses = [ministry, department, centre, OrganizationFactory()]

    with django_assert_num_queries(1):
        people = ResponsiblePeople(pairings=(), houses=houses, on=TODAY)

    assert [people.of_side(None, each.pk) for each in houses] == [
        [above.person],
        [above.person],
        [own.person],
        [],
    ]
    assert people.of_sides(None, [ministry.pk]) == []


def test_people_come_with_their_address(django_assert_num_queries):
    pairing = PairingFactory()
    people = [
        FocalPointFactory(organization=party.organization).person for party in pairing.parties.all()
    ]
    PairingFocalPointFactory(
        pairing=pairing, organization=OrganizationFactory(), person=PersonFactory()
    )

    with django_assert_num_queries(3):
        found = responsible(pairing)
        assert all(person.recipient.is_reachable for person in found)

    assert found == people


@pytest.mark.parametrize(
    ("terms", "day"),
    [
        ([{}], None),
        ([{"starts_on": TODAY}], None),
        ([{"ends_on": TODAY + 3 * DAY}], TODAY + 3 * DAY),
        ([{"ends_on": TODAY + 3 * DAY}, {"starts_on": TODAY + 2 * DAY}], TODAY + 2 * DAY),
        ([{"ends_on": TODAY}, {"starts_on": TODAY + DAY}], TODAY + DAY),
    ],
)
def test_it_is_known_when_somebody_else_may_answer(terms, day):
    pairing = PairingFactory()
    side = pairing.parties.first().organization_id
    for term in terms:
        FocalPointFactory(organization_id=side, **term)

    people = ResponsiblePeople(pairings={pairing.pk}, on=TODAY)

    assert people.changes_on(pairing.pk, [side]) == day


def test_an_answer_goes_to_the_coordinator_of_the_side_the_person_answers_for():
    countries = [CountryFactory(cambodia=True), CountryFactory(china=True), CountryFactory()]
    coordinators = [PersonFactory(user=roles.coordinator(country)) for country in countries[:2]]
    house = OrganizationFactory(country=countries[0])
    department = OrganizationFactory(parent=house, country=countries[0])
    abroad = OrganizationFactory(country=countries[1])
    pairing = PairingFactory(parties=[department, abroad])
    of_house = FocalPointFactory(organization=house).person
    appointed = PairingFocalPointFactory(pairing=pairing, organization=abroad).person
    outsider = PersonFactory(country=countries[1])
    stranger = PersonFactory(country=countries[2])
    sides = Organization.objects.filter(pairing_parties__pairing=pairing)

    addresses = [
        responsible_people.reply_address(person, sides, on=TODAY)
        for person in (of_house, appointed, outsider, stranger)
    ]

    assert addresses == [
        coordinators[0].recipient.email,
        coordinators[1].recipient.email,
        coordinators[1].recipient.email,
        coordinators[0].recipient.email,
    ]


def test_where_a_side_has_no_coordinator_the_one_of_another_side_reads_the_answer():
    cambodia, china, laos = (
        CountryFactory(cambodia=True),
        CountryFactory(china=True),
        CountryFactory(laos=True),
    )
    PersonFactory(user=roles.coordinator(laos))
    pairing = PairingFactory(parties=[OrganizationFactory(country=c) for c in (china, cambodia)])
    seat = FocalPointFactory(organization=pairing.parties.first().organization, ends_on=TODAY)
    successor = FocalPointFactory(organization=seat.organization, starts_on=TODAY).person
    sides = Organization.objects.filter(pairing_parties__pairing=pairing)
    works = PersonFactory(user=roles.staff())

    by_staff = responsible_people.reply_address(successor, sides, on=TODAY)
    coordinator = PersonFactory(user=roles.coordinator(cambodia))

    assert by_staff == works.recipient.email
    assert (
        responsible_people.reply_address(successor, sides, on=TODAY) == coordinator.recipient.email
    )


def test_the_letters_of_a_batch_ask_once_for_each_side(django_assert_num_queries):
    pairing = PairingFactory()
    house = pairing.parties.first().organization
    first, second = FocalPointFactory.create_batch(2, organization=house)
    PersonFactory(user=roles.coordinator(house.country))
    sides = Organization.objects.filter(pairing_parties__pairing=pairing)

    with sharing():
        address = responsible_people.reply_address(first.person, sides, on=TODAY)
        with django_assert_num_queries(2):
            again = responsible_people.reply_address(second.person, sides, on=TODAY)

    assert address == again != ""


def test_staff_follows_up_all_countries_of_the_sides_and_a_coordinator_their_own():
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    OrganizationFactory(country=CountryFactory(myanmar=True))
    for country in (laos, china, china, None):
        OrganizationFactory(country=country, acronym="SIDE")
    sides = Organization.objects.filter(acronym="SIDE")
    coordinator = PersonFactory(user=roles.coordinator(laos))
    staff = PersonFactory(user=roles.staff())

    assert responsible_people.countries_followed(coordinator, sides) == [laos]
    assert responsible_people.countries_followed(staff, sides) == [china, laos]
