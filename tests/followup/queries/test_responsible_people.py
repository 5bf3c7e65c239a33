"""The database's way to who answers is the same as the one of a single page."""

from datetime import date, timedelta

import pytest
from django.db.models import F, OuterRef

from followup.queries import responsible_people
from network.models import FocalPoint, Organization
from notifications.mails import sharing
from notifications.models import Message
from partnerships.models import Pairing
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.notifications import MessageFactory
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


def joined():
    side = "parties__organization"
    return responsible_people.by_side(Pairing.objects.all(), side=side, within="", on=TODAY)


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

    found = responsible_people.pairs(joined())
    assert set(found) == one_by_one
    assert len(found) == len(one_by_one)


def test_whoever_was_told_is_left_out():
    pairing = PairingFactory()
    people = [
        FocalPointFactory(organization=party.organization).person for party in pairing.parties.all()
    ]
    MessageFactory(recipient=people[0].recipient, about=pairing)
    told = Message.objects.filter(recipient=OuterRef("recipient"))

    assert responsible_people.pairs(joined(), told=told) == [(pairing.pk, people[1].pk)]


def test_people_come_with_their_address():
    person = PersonFactory()

    found = responsible_people.people([(1, person.pk), (2, person.pk)])

    assert found == {person.pk: person}
    assert found[person.pk].recipient.is_reachable


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


def test_days_and_keys_become_the_words_of_a_message_key():
    pairing = PairingFactory(started_on=date(2026, 1, 5))
    words = Pairing.objects.values_list(
        responsible_people.in_words("pk"), responsible_people.day_in_words(F("started_on"))
    )

    assert list(words) == [(str(pairing.pk), "2026-01-05")]


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
