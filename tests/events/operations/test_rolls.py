"""The list of participants beside its numbers, judged in memory."""

import pytest

from events.enums import ParticipationState
from events.models import HeadCount, Participation
from events.operations.rolls import AlreadyOnTheListError, Roll, TooFewError
from network.enums import Sex
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def somebody(**facts):
    """Return a row that is not saved."""
    return Participation(**{"name": "Dara", "state": ParticipationState.ATTENDED, **facts})


def test_a_new_list_takes_everybody_from_the_first_place():
    roll = Roll()

    roll.add(somebody())

    assert roll.next_order == 0


def test_a_list_is_read_once_however_long_it_is(django_assert_num_queries):
    event = EventFactory()
    ParticipationFactory.create_batch(3, event=event, person=None)
    ParticipationFactory(event=event, person=PersonFactory(), order=6)

    with django_assert_num_queries(2):
        roll = Roll.of(event)

    assert roll.next_order == 7


def test_an_organization_is_on_it_once_unless_other_people_of_it_are_meant():
    npic = OrganizationFactory(name="NPIC")
    roll = Roll()
    roll.add(somebody(name="", organization=npic))
    roll.add(somebody(name="", organization=npic, capacity="Directors of departments"))
    roll.add(somebody(name="", organization_name="CamHR"))
    roll.add(somebody(organization=npic))

    for again in ({"organization": npic}, {"organization_name": "camhr"}):
        with pytest.raises(AlreadyOnTheListError, match="is already on the list"):
            roll.add(somebody(name="", **again))


def test_a_person_is_on_it_once():
    person = PersonFactory(name="Wei Fan")
    roll = Roll.of(ParticipationFactory(person=person).event)

    with pytest.raises(AlreadyOnTheListError) as refused:
        roll.add(somebody(person=person))

    assert (str(refused.value), refused.value.code) == (
        "Wei Fan is already on the list.",
        "events.attendance.already_on_the_list",
    )


def test_two_rows_of_one_go_are_held_against_each_other():
    person, roll = PersonFactory(), Roll()
    roll.add(somebody(person=person))

    with pytest.raises(AlreadyOnTheListError):
        roll.add(somebody(person=person))


def test_who_is_about_to_change_is_left_out():
    changing = ParticipationFactory(person=PersonFactory())
    HeadCountFactory(event=changing.event, people=1)

    Roll.of(changing.event, besides=changing).add(changing)

    with pytest.raises(TooFewError):
        Roll.of(changing.event).add(somebody())


def test_it_may_not_outgrow_the_number_of_all_or_of_an_organization():
    event, npic = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, people=3)
    HeadCountFactory(event=event, organization=npic, people=1, women=None)
    roll = Roll.of(event)
    roll.add(somebody(organization=npic))

    with pytest.raises(TooFewError, match="There are 2 names, so the number cannot be 1"):
        roll.add(somebody(organization=npic))


def test_women_are_counted_where_they_are_known():
    event = EventFactory()
    HeadCountFactory(event=event, people=None, women=1)
    roll = Roll.of(event)
    roll.add(somebody(person=PersonFactory(sex=Sex.FEMALE)))
    roll.add(somebody(person=PersonFactory(sex=Sex.MALE)))

    with pytest.raises(TooFewError, match="There are 2 names of women"):
        roll.add(somebody(person=PersonFactory(sex=Sex.FEMALE)))


def test_groups_and_who_did_not_come_are_not_counted():
    event, npic = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, people=0)
    roll = Roll.of(event)

    roll.add(somebody(name="", organization=npic))
    roll.add(somebody(state=ParticipationState.ABSENT))


def test_a_number_is_held_against_the_names():
    npic, roll = OrganizationFactory(), Roll()
    roll.add(somebody(organization=npic))
    roll.add(somebody())

    roll.expect(HeadCount(organization=npic, people=1))

    with pytest.raises(TooFewError, match="There are 2 names, so the number cannot be 1"):
        roll.expect(HeadCount(people=1))
