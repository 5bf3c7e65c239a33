"""A pasted list of participants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.forms.participants import Directory, listed_on, once
from events.forms.pasted_people import Line, read
from tests.factories.network import OrganizationFactory, PersonFactory


def people_on(lines, directory, *, known=()):
    """Return those on the list, each once, as a log takes them over."""
    return once(listed_on(list(lines), directory, known=known), known=known)


@pytest.mark.django_db
def test_somebody_of_the_directory_is_linked_in_either_order_of_the_name():
    office = OrganizationFactory(name="ILO China Team", acronym="ICT")
    person = PersonFactory(name="Liu Yutong", works_at=office)

    [attendee] = people_on([Line("Mr Yutong Liu", "Manager", "ICT")], Directory(by=None))

    assert (attendee.person, attendee.organization) == (person, office)
    assert (attendee.name, attendee.capacity) == ("Mr Yutong Liu", "Manager")


@pytest.mark.django_db
def test_somebody_whom_nobody_knows_is_kept_as_written():
    [attendee] = people_on([Line("Dara Sok", "Trainer", "CamHR")], Directory(by=None))

    assert (attendee.person, attendee.organization) == (None, None)
    assert (attendee.name, attendee.capacity, attendee.organization_name) == (
        "Dara Sok",
        "Trainer",
        "CamHR",
    )


@pytest.mark.django_db
def test_the_second_of_two_things_may_be_the_organization():
    npic = OrganizationFactory(name="National Polytechnic Institute", acronym="NPIC")

    [attendee] = people_on([Line("Dara Sok", "NPIC")], Directory(by=None))

    assert (attendee.organization, attendee.organization_name) == (npic, "NPIC")
    assert attendee.capacity == ""


@pytest.mark.django_db
def test_a_person_is_listed_once_though_chosen_and_pasted():
    person = PersonFactory(name="Liu Yutong")
    lines = [Line("Yutong Liu"), Line("Liu Yutong"), Line("Dara Sok")]

    listed = people_on(lines, Directory(by=None), known=[person])

    assert [(one.person, one.name) for one in listed] == [(person, ""), (None, "Dara Sok")]


@pytest.mark.django_db
def test_a_person_who_is_pasted_twice_is_listed_once():
    person = PersonFactory(name="Liu Yutong")

    listed = people_on([Line("Yutong Liu"), Line("Liu Yutong")], Directory(by=None))

    assert [one.person for one in listed] == [person]


@pytest.mark.django_db
def test_somebody_unknown_who_is_pasted_twice_is_listed_once():
    lines = read("Sok A, Teacher, NPIC\nSOK a, teacher, npic\nSok A, Director, NPIC\nSok A")

    listed = [(one.name, one.capacity) for one in people_on(lines, Directory(by=None))]

    assert listed == [("Sok A", "Teacher"), ("Sok A", "Director"), ("Sok A", "")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "capacity", "organization_name"),
    [
        ("Dara Sok, NPIC", "", "NPIC"),
        ("Dara Sok, president of NPIC", "president", "NPIC"),
        ("Dara Sok; president of NPIC", "president", "NPIC"),
        ("Name;Position\nDara Sok;president of NPIC", "president", "NPIC"),
        ("Dara Sok, Dean of Studies at the NPIC", "Dean of Studies", "NPIC"),
        ("Dara Sok, Dean, President, NPIC", "Dean, President", "NPIC"),
        ("Dara Sok, Secretary of State", "Secretary of State", ""),
    ],
)
def test_the_directory_tells_which_part_is_the_organization(row, capacity, organization_name):
    OrganizationFactory(name="National Polytechnic Institute", acronym="NPIC")

    [attendee] = people_on(read(row), Directory(by=None))

    assert (attendee.capacity, attendee.organization_name) == (capacity, organization_name)
    assert bool(attendee.organization) == bool(organization_name)


@pytest.mark.django_db
def test_the_titles_of_every_country_do_not_keep_a_name_from_being_known():
    romny = PersonFactory(name="Om Romny")

    [attendee] = people_on(read("Samdech Lok Chumteav Om Romny, PhD"), Directory(by=None))

    assert (attendee.person, attendee.name) == (romny, "Samdech Lok Chumteav Om Romny, PhD")


@pytest.mark.django_db
def test_the_same_person_with_another_title_order_or_only_the_name_is_one():
    lines = read("Mr Sok Dara, Teacher, NPIC\nDara Sok, teacher, NPIC\nSok Dara")

    assert [one.name for one in people_on(lines, Directory(by=None))] == ["Mr Sok Dara"]


@pytest.mark.django_db
def test_two_who_share_a_mailbox_are_two():
    lines = read("Om Romny <info@npic.edu.kh>; Dara Sok <info@npic.edu.kh>")

    assert [one.name for one in people_on(lines, Directory(by=None))] == ["Om Romny", "Dara Sok"]


@pytest.mark.django_db
def test_a_long_list_takes_as_many_queries_as_one_name(django_assert_num_queries):
    OrganizationFactory(acronym="NPIC")
    with CaptureQueriesContext(connection) as one:
        people_on(read("Dara Sok, Dean, NPIC"), Directory(by=None))

    with django_assert_num_queries(len(one)):
        people_on(
            read("\n".join(f"Dara{n} Sok, Dean, NPIC" for n in range(50))), Directory(by=None)
        )
