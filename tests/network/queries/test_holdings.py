"""What is held on somebody is found by the declarations; of nobody else, and no secret."""

from datetime import date

import pytest

from core.personal import Sensitivity, holdings
from network.queries import holdings as held
from network.queries.holdings import Subject
from tests.factories import events, network, roles

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def _of(subject):
    return {kind.model._meta.label: list(rows) for kind, rows in held.in_full(subject)}


def test_the_file_has_what_tells_of_them_and_no_secret():
    college = network.OrganizationFactory(name="NPIC")
    user, other = roles.focal_point(college), network.PersonFactory(name="Somebody else")
    events.ParticipationFactory(person=user.person, name="", capacity="Head")
    events.ParticipationFactory(person=other)
    network.ContactViewFactory(person=user.person, viewer=roles.staff())

    found = _of(Subject.of_user(user))

    assert found["accounts.User"][0]["email"] == user.email
    assert found["network.Position"][0]["organization"] == {"key": college.pk, "name": "NPIC"}
    assert [row["capacity"] for row in found["events.Participation"]] == ["Head"]
    assert len(found["network.ContactView"]) == 1
    secret = {n for each in holdings() for n, said in each.classes if said is Sensitivity.SECRET}
    assert not secret & {name for rows in found.values() for row in rows for name in row}


def test_the_page_has_the_newest_and_counts_the_rest():
    person = network.PersonFactory()
    network.PersonNameFactory.create_batch(held.MOST + 2, person=person)

    kinds = {
        each.holding.model._meta.label: each for each in held.on_page(Subject.of_person(person))
    }

    assert kinds["network.PersonName"].more == 2
    assert len(kinds["network.PersonName"].rows) == held.MOST
    assert kinds["network.Person"].more == 0
    assert "events.Participation" not in kinds


def test_the_page_costs_the_same_for_one_row_and_five(django_assert_max_num_queries):
    person = network.PersonFactory()
    for _each in range(5):
        events.ParticipationFactory(person=person)

    with django_assert_max_num_queries(25):
        held.on_page(Subject.of_person(person))


def test_an_account_without_a_person_is_told_of_itself():
    user = roles.official()

    found = _of(Subject.of_user(user))

    assert "network.Person" not in found
    assert found["network.Membership"][0]["role"] == "official"


def test_what_ends_is_named_with_where_it_is():
    seat = network.FocalPointFactory(organization__name="NPIC")
    network.FocalPointFactory(person=seat.person, ends_on=TODAY)

    ending = held.ending(Subject.of_person(seat.person), on=TODAY)

    assert [each for each in ending if "NPIC" in each] == ["Focal point of organizations: NPIC"]
