"""Which e-mail addresses of a pasted list are kept, and by whom."""

import pytest

from events.forms.participants import Directory, listed_on
from events.forms.pasted_addresses import addresses_to_keep, is_address
from events.forms.pasted_list import Preview, seal
from events.forms.pasted_people import read
from tests.events.views.test_log import LOG, answers
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

TEXT = "Sok Dara, first@example.org\nDara Sok, second@example.org\nWei Fan, wei@example.org"


@pytest.fixture
def house():
    return OrganizationFactory()


@pytest.fixture
def person(house):
    return PersonFactory(name="Sok Dara", recipient__email="", works_at=house)


def kept(user, text=TEXT):
    return dict(addresses_to_keep(listed_on(read(text), Directory(by=None)), user))


def test_the_first_address_of_somebody_without_one_is_kept(person):
    assert kept(roles.staff()) == {person.pk: "first@example.org"}


def test_only_who_may_edit_the_person_keeps_it(person, house):
    other = roles.focal_point(OrganizationFactory())

    assert kept(roles.focal_point(house)) == {person.pk: "first@example.org"}
    assert kept(other) == {}


def test_who_has_an_address_keeps_it(person):
    person.recipient.email = "own@example.org"
    person.recipient.save()

    assert kept(roles.staff()) == {}


def test_a_list_without_addresses_asks_nothing(django_assert_num_queries):
    listed, user = listed_on(read("Sok Dara"), Directory(by=None)), roles.staff()

    with django_assert_num_queries(0):
        assert addresses_to_keep(listed, user) == {}


@pytest.mark.parametrize(("mail", "is_one"), [("a@example.org", True), ("", False), ("a@b", False)])
def test_what_is_no_address_is_none(mail, is_one):
    assert is_address(mail) == is_one


def test_a_preview_says_of_each_reader_what_becomes_of_the_address(person):
    def notes(user):
        return [
            note for one in Preview("Sok Dara, a@example.org", user).people for note in one.notes
        ]

    assert notes(roles.staff()) == ["The directory had no e-mail address. It keeps this one."]
    assert notes(roles.focal_point(OrganizationFactory())) == [
        "We left out the e-mail address. Lists of meetings do not show addresses."
    ]


def test_a_log_keeps_the_addresses_beside_its_names(signed_in, person, house):
    pairing = PairingFactory(parties=[house, OrganizationFactory()])
    sent = answers(pairing, participants=TEXT, participants_checked=seal(TEXT))

    response = signed_in(roles.staff()).post(LOG, sent, follow=True)

    person.recipient.refresh_from_db()
    assert person.recipient.email == "first@example.org"
    assert "first@example.org" not in response.content.decode()
