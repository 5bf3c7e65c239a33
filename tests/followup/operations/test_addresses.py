"""An address for whom no mail reached."""

import pytest

from followup.operations import addresses
from followup.operations.addresses import OtherAddressError
from followup.queries.reach import unreached_at
from followup.queries.readers import concerned_by
from network.models import Person
from tests.factories.events import ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.followup.meetings import NOW, guest, meeting

pytestmark = pytest.mark.django_db

ADDRESS = "office@npic.example"


def add(event, address=ADDRESS):
    unreached = unreached_at(event, concerned_by(event))
    return addresses.add([(one, address) for one in unreached], by=None)


def test_a_person_is_reached_from_then_on_and_the_rest_stays():
    event = meeting()
    person = guest(
        event, recipient__email="old@npic.example", recipient__refused_at=NOW, phone="+855 12"
    )

    [reached] = add(event)

    assert reached == person
    person = Person.objects.get()
    assert (person.recipient.email, person.recipient.refused_at) == (ADDRESS, None)
    assert (person.phone, person.recipient.language) == ("+855 12", "en")
    assert concerned_by(event).reached


def test_a_name_on_the_list_is_entered_in_the_directory():
    event, college = meeting(), OrganizationFactory()
    row = ParticipationFactory(
        event=event, name="Sok Dara", organization=college, capacity="Director", state="invited"
    )

    [person] = add(event)

    row.refresh_from_db()
    assert (row.person, row.name, row.capacity) == (person, "Sok Dara", "Director")
    assert person.recipient.email == ADDRESS
    assert [(each.organization, each.title) for each in person.positions.all()] == [
        (college, "Director")
    ]


def test_a_name_of_no_house_is_entered_without_a_position():
    event = meeting()
    ParticipationFactory(event=event, name="Sok Dara", state="invited")

    [person] = add(event)

    assert not person.positions.exists()


@pytest.mark.parametrize("known", ["", "Office@NPIC.example"])
def test_a_name_that_is_in_the_directory_means_that_person(known):
    event, college = meeting(), OrganizationFactory()
    person = PersonFactory(name="Sok Dara", works_at=college, recipient__email=known)
    ParticipationFactory(event=event, name="Sok Dara", organization=college, state="invited")

    assert add(event) == [person]

    assert Person.objects.get().recipient.email == (known or ADDRESS)


def test_a_namesake_at_another_address_is_for_a_person_to_judge():
    event, college = meeting(), OrganizationFactory()
    PersonFactory(name="Sok Dara", works_at=college, recipient__email="dara@npic.example")
    ParticipationFactory(event=event, name="Sok Dara", organization=college, state="invited")

    with pytest.raises(OtherAddressError, match="Sok Dara is in the directory"):
        add(event)


def test_a_house_has_no_address_of_its_own():
    event = meeting()
    ParticipationFactory(event=event, name="", organization=OrganizationFactory(), state="invited")

    assert add(event) == []


def test_colleagues_may_share_an_address():
    event = meeting()
    for _number in range(2):
        guest(event, recipient__email="")

    assert len(add(event)) == 2
