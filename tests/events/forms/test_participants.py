"""A pasted list of participants."""

import pytest

from events.forms.participants import Directory, Line, people_on, read
from tests.factories.network import OrganizationFactory, PersonFactory


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Om Romny", Line("Om Romny")),
        ("Om Romny, Secretary of State, MoEYS", Line("Om Romny", "Secretary of State", "MoEYS")),
        ("Om Romny, Secretary of State", Line("Om Romny", "Secretary of State")),
        ("Om Romny; Secretary; MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("Om Romny\tSecretary\tMoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("Om Romny\t\tMoEYS\tom@example.org", Line("Om Romny", "", "MoEYS")),
        ("3\tOm Romny\tSecretary\tMoEYS\t012", Line("Om Romny", "Secretary", "MoEYS")),
        ("3. Om Romny, Secretary, MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("(3) Om Romny", Line("Om Romny")),
        ("Wei Fan, President, Dean, YATSEI", Line("Wei Fan", "President, Dean", "YATSEI")),
        ("韦帆\uff0c院长\uff0c云南技师学院", Line("韦帆", "院长", "云南技师学院")),
        ("សុខ\u200b ដារា", Line("សុខ ដារា")),
    ],
)
def test_a_line_is_read_as_name_position_and_organization(row, line):
    assert read(row) == [line]


@pytest.mark.parametrize("head", ["Name\tPosition", "No.\tFull name\tPosition", "姓名\t职务"])
def test_empty_lines_numbers_and_the_head_of_a_table_are_left_out(head):
    assert read(f"{head}\n\n1\tOm Romny\tSecretary\n2\n,,\n") == [Line("Om Romny", "Secretary")]


@pytest.mark.django_db
def test_somebody_of_the_directory_is_linked_in_either_order_of_the_name():
    office = OrganizationFactory(name="ILO China Team", acronym="ICT")
    person = PersonFactory(name="Liu Yutong", works_at=office)

    [attendee] = people_on([Line("Mr Yutong Liu", "Manager", "ICT")], Directory())

    assert (attendee.person, attendee.organization) == (person, office)
    assert (attendee.name, attendee.capacity) == ("Mr Yutong Liu", "Manager")


@pytest.mark.django_db
def test_somebody_whom_nobody_knows_is_kept_as_written():
    [attendee] = people_on([Line("Dara Sok", "Trainer", "CamHR")], Directory())

    assert (attendee.person, attendee.organization) == (None, None)
    assert (attendee.name, attendee.capacity, attendee.organization_name) == (
        "Dara Sok",
        "Trainer",
        "CamHR",
    )


@pytest.mark.django_db
def test_the_second_of_two_things_may_be_the_organization():
    npic = OrganizationFactory(name="National Polytechnic Institute", acronym="NPIC")

    [attendee] = people_on([Line("Dara Sok", "NPIC")], Directory())

    assert (attendee.organization, attendee.organization_name) == (npic, "NPIC")
    assert attendee.capacity == ""


@pytest.mark.django_db
def test_a_person_is_listed_once_though_chosen_and_pasted():
    person = PersonFactory(name="Liu Yutong")
    lines = [Line("Yutong Liu"), Line("Liu Yutong"), Line("Dara Sok")]

    listed = people_on(lines, Directory(), known=[person])

    assert [(one.person, one.name) for one in listed] == [(person, ""), (None, "Dara Sok")]


@pytest.mark.django_db
def test_a_person_who_is_pasted_twice_is_listed_once():
    person = PersonFactory(name="Liu Yutong")

    listed = people_on([Line("Yutong Liu"), Line("Liu Yutong")], Directory())

    assert [one.person for one in listed] == [person]


@pytest.mark.django_db
def test_somebody_unknown_who_is_pasted_twice_is_listed_once():
    lines = read("Sok A, Teacher, NPIC\nSOK a, teacher, npic\nSok A, Director, NPIC\nSok A")

    listed = [(one.name, one.capacity) for one in people_on(lines, Directory())]

    assert listed == [("Sok A", "Teacher"), ("Sok A", "Director"), ("Sok A", "")]
