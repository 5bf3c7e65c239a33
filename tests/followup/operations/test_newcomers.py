"""People are put on the list of a meeting to be invited."""

import pytest

from events.operations.rolls import AlreadyOnTheListError
from events.terms.attendance import ParticipationTerms
from followup.operations import newcomers
from followup.terms import Newcomer
from network.models import Person
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.followup.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def enlist(event, *everybody, addresses=None):
    return newcomers.enlist(event, everybody, addresses=addresses or {}, by=None)


def test_who_is_new_and_has_an_address_enters_the_directory_where_they_work():
    house = OrganizationFactory(country=CountryFactory(time_zone="Asia/Yangon"))
    terms = ParticipationTerms(name="Wei Fan", organization=house, capacity="Dean")

    [listed] = enlist(meeting(), Newcomer(terms, "wei@example.org"))

    person = Person.objects.get(recipient__email="wei@example.org")
    assert (listed.person, listed.name) == (person, "Wei Fan")
    assert person.recipient.time_zone == "Asia/Yangon"
    assert [*person.positions.values_list("organization", "title")] == [(house.pk, "Dean")]


@pytest.mark.parametrize("house", [None, {"country": None}])
def test_what_is_not_known_of_them_stays_so(house):
    terms = ParticipationTerms(
        name="Wei Fan", organization=OrganizationFactory(**house) if house else None
    )

    enlist(meeting(), Newcomer(terms, "wei@example.org"))

    person = Person.objects.get(recipient__email="wei@example.org")
    assert (person.country, person.positions.count()) == (None, 1 if house else 0)


def test_who_has_no_address_or_is_known_enters_nothing():
    known = PersonFactory(recipient__email="")
    terms = ParticipationTerms(person=known)

    enlist(
        meeting(),
        Newcomer(ParticipationTerms(name="Liu Yutong")),
        Newcomer(terms, "own@example.org"),
        addresses={known.pk: "own@example.org"},
    )

    known.recipient.refresh_from_db()
    assert (Person.objects.count(), known.recipient.email) == (1, "own@example.org")


def test_who_is_on_the_list_by_now_is_refused():
    event = meeting()
    person = guest(event)

    with pytest.raises(AlreadyOnTheListError):
        enlist(event, Newcomer(ParticipationTerms(person=person)))
