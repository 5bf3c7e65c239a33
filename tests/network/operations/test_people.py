"""People are written, reached, and hold positions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.records import BrokenConstraintError
from network.models import Person, PersonName
from network.operations import people
from network.operations.people import NameRecordedError, PositionEndedError, PositionHeldError
from network.terms.people import Contact, NewPerson, PersonTerms, PositionTerms
from tests.factories.network import (
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_add_writes_the_person_and_how_they_are_reached():
    person = people.add(
        PersonTerms(name=" Tang  Tao ", local_name="唐涛"),
        Contact(email=" t@example.org ", language="en"),
        by=staff(),
    )

    assert (person.name, person.search_text) == ("Tang Tao", "tang tao 唐涛")
    reached = person.recipient
    assert (reached.name, reached.email, reached.time_zone) == (
        "Tang Tao",
        "t@example.org",
        "Asia/Bangkok",
    )


def test_edit_changes_the_name_for_the_search_and_for_mails():
    person = people.add(PersonTerms(name="Tang Tao"), Contact(email="t@example.org"), by=None)

    changed = people.edit(
        person,
        replace(PersonTerms.of(person), name="Tang  Tao Ming"),
        replace(Contact.of(person), time_zone="Asia/Shanghai"),
        by=None,
    )

    assert (changed.name, changed.search_text) == ("Tang Tao Ming", "tang tao ming")
    reached = changed.recipient
    assert (reached.name, reached.email, reached.time_zone) == (
        "Tang Tao Ming",
        "t@example.org",
        "Asia/Shanghai",
    )


@pytest.mark.parametrize(
    ("email", "refused"), [("new@example.org", False), ("t@example.org", True)]
)
def test_edit_tries_a_new_address_again(email, refused):
    person = people.add(PersonTerms(name="Tang Tao"), Contact(email="t@example.org"), by=None)
    person.recipient.refused_at = datetime(2026, 1, 1, tzinfo=UTC)
    person.recipient.save()

    changed = people.edit(
        person, PersonTerms.of(person), replace(Contact.of(person), email=email), by=None
    )

    assert (changed.recipient.refused_at is not None) is refused


def test_edit_refuses_a_field_that_is_not_there_to_edit():
    with pytest.raises(TypeError, match="source_key"):
        replace(PersonTerms.of(PersonFactory()), source_key="x")


def test_also_write_makes_the_person_found_by_the_other_form():
    person = people.add(PersonTerms(name="Liu Yutong"), by=None)

    people.also_write(person, name="Yutong  Lyu", by=None)

    person.refresh_from_db()
    assert person.search_text == "liu yutong yutong lyu"


def test_also_write_refuses_a_form_that_is_known():
    person = people.add(PersonTerms(name="Liu Yutong"), by=None)

    with pytest.raises(NameRecordedError, match="Liu Yutong is already a name of this person"):
        people.also_write(person, name="Liu Yutong", by=None)

    assert PersonName.objects.count() == 0


def test_take_position_lets_several_stand_beside_each_other():
    dwt, office = OrganizationFactory(), OrganizationFactory()
    person = PersonFactory()

    people.take_position(person, PositionTerms(organization=dwt, title="Director"), by=None)
    people.take_position(
        person,
        PositionTerms(organization=office, title=" Director ", starts_on=date(2021, 1, 1)),
        by=None,
    )

    assert list(person.positions.values_list("organization", "title", "starts_on")) == [
        (dwt.pk, "Director", None),
        (office.pk, "Director", date(2021, 1, 1)),
    ]


def test_take_position_refuses_the_same_twice_but_not_again_after_its_end():
    position = PositionFactory(title="Director")
    person, organization = position.person, position.organization

    with pytest.raises(PositionHeldError, match="holds this position already"):
        people.take_position(
            person, PositionTerms(organization=organization, title="Director"), by=None
        )
    people.end_position(position, on=date(2025, 12, 31), by=None)
    people.take_position(
        person, PositionTerms(organization=organization, title="Director"), by=None
    )

    assert person.positions.count() == 2


def test_end_position_refuses_an_end_before_the_start_and_a_second_end():
    position = PositionFactory(starts_on=date(2021, 1, 1))

    with pytest.raises(BrokenConstraintError, match="A position must end after it starts"):
        people.end_position(position, on=date(2020, 1, 1), by=None)
    people.end_position(position, on=date(2022, 1, 1), by=None)
    with pytest.raises(PositionEndedError, match="has an end already"):
        people.end_position(position, on=date(2023, 1, 1), by=None)

    position.refresh_from_db()
    assert position.ends_on == date(2022, 1, 1)


def test_enter_writes_all_or_nothing():
    with pytest.raises(NameRecordedError):
        people.enter(PersonTerms(name="Liu Yutong"), other_name="Liu Yutong", by=None)

    assert Person.objects.count() == 0


def test_enter_writes_the_person_the_other_name_and_the_position():
    college = OrganizationFactory()

    person = people.enter(
        PersonTerms(name="Liu Yutong"),
        position=PositionTerms(organization=college, title="Dean"),
        other_name="Yutong Liu",
        by=None,
    )

    assert list(person.names.values_list("name", flat=True)) == ["Yutong Liu"]
    assert list(person.positions.values_list("title", flat=True)) == ["Dean"]


def test_correct_changes_the_person_and_adds_a_form_of_the_name():
    person = people.add(PersonTerms(name="Liu Yutong"), by=None)

    terms, contact = PersonTerms.of(person), Contact.of(person)

    people.correct(person, replace(terms, phone="1"), contact, other_name="Yutong Liu", by=None)
    people.correct(person, replace(terms, phone="2"), contact, by=None)

    person.refresh_from_db()
    assert (person.phone, person.names.count()) == ("2", 1)


def test_several_enter_the_directory_together():
    house = OrganizationFactory()
    one = NewPerson(terms=PersonTerms(name=" Sok  Dara "), contact=Contact(email=" a@example.org "))
    other = NewPerson(
        terms=PersonTerms(name="Wei Fan"),
        contact=Contact(),
        position=PositionTerms(organization=house, title="Dean"),
    )

    dara, wei = people.enter_all([one, other], by=None)

    assert (dara.name, dara.recipient.name, dara.recipient.email) == (
        "Sok Dara",
        "Sok Dara",
        "a@example.org",
    )
    assert [*wei.positions.values_list("organization", "title")] == [(house.pk, "Dean")]


def test_an_address_is_given_to_those_who_have_none():
    without = PersonFactory(recipient__email="")
    known = PersonFactory(recipient__email="own@example.org")

    given = people.give_addresses(
        {without.pk: " a@example.org ", known.pk: "b@example.org"}, by=None
    )

    assert given == 1
    for person, mail in ((without, "a@example.org"), (known, "own@example.org")):
        person.recipient.refresh_from_db()
        assert person.recipient.email == mail


def seats_of(person):
    """Return the last day but one of each seat that a person holds, or held, anywhere."""
    general, of_pairings = person.focal_points, person.pairing_focal_points
    return [each.ends_on for each in (*general.order_by("pk"), *of_pairings.order_by("pk"))]


def test_whoever_leaves_an_institution_is_no_focal_point_there_any_more():
    college = OrganizationFactory()
    centre = OrganizationFactory(parent=college)
    person = PersonFactory(works_at=centre)
    pairing = PairingFactory(parties=[centre, OrganizationFactory()])
    FocalPointFactory(organization=college, person=person)
    FocalPointFactory(organization=centre, person=person, starts_on=date(2027, 1, 1))
    FocalPointFactory(organization=college, person=person, ends_on=date(2026, 5, 1))
    FocalPointFactory(person=person)
    PairingFocalPointFactory(pairing=pairing, organization=centre, person=person)

    people.end_position(person.positions.get(), on=date(2026, 11, 30), by=staff())

    day = date(2026, 12, 1)
    assert seats_of(person) == [day, date(2027, 1, 1), date(2026, 5, 1), None, day]


def test_whoever_changes_the_position_inside_an_institution_stays_its_focal_point():
    seat = FocalPointFactory()
    position = PositionFactory(person=seat.person, organization=seat.organization)
    PositionFactory(
        person=seat.person,
        organization=OrganizationFactory(parent=seat.organization),
        starts_on=date(2027, 1, 1),
    )

    people.end_position(position, on=date(2026, 11, 30), by=None)

    assert seats_of(seat.person) == [None]
