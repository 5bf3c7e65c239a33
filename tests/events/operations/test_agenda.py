"""The agenda of an event: its items and who speaks."""

from datetime import UTC, datetime

import pytest

from events.models import AgendaItem, AgendaSpeaker
from events.operations import agenda, records
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms
from tests.factories.events import AgendaItemFactory, AgendaSpeakerFactory, EventFactory
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def at(hour):
    return datetime(2021, 11, 10, hour, tzinfo=UTC)


def test_items_keep_the_order_of_writing():
    event = EventFactory()

    agenda.add_item(event, AgendaItemTerms(title="Welcome"), by=None)
    agenda.add_item(
        event, AgendaItemTerms(title=" Group  photo ", content=" All together "), by=None
    )

    assert list(event.agenda.values_list("title", "content", "order")) == [
        ("Welcome", "", 0),
        ("Group photo", "All together", 1),
    ]


def test_an_item_with_a_time_goes_where_its_time_says():
    event = EventFactory()
    agenda.add_item(event, AgendaItemTerms(title="Welcome", starts_at=at(7)), by=None)
    agenda.add_item(event, AgendaItemTerms(title="Photo"), by=None)
    agenda.add_item(event, AgendaItemTerms(title="Closing", starts_at=at(9)), by=None)

    agenda.add_item(
        event, AgendaItemTerms(title="Registration", starts_at=at(6), ends_at=at(7)), by=None
    )
    agenda.add_item(event, AgendaItemTerms(title="Discussion", starts_at=at(8)), by=None)

    assert [item.title for item in event.agenda.all()] == [
        "Registration",
        "Welcome",
        "Photo",
        "Discussion",
        "Closing",
    ]


def test_an_order_that_is_given_is_kept():
    item = agenda.add_item(EventFactory(), AgendaItemTerms(title="Photo"), order=7, by=None)

    assert item.order == 7


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "sentence"),
    [
        (None, at(8), "Enter when the item starts, or leave its end empty."),
        (at(8), at(8), "An agenda item must end after it starts."),
    ],
)
def test_times_that_contradict_each_other_are_refused(starts_at, ends_at, sentence):
    event = EventFactory()

    with pytest.raises(agenda.WrongTimesError) as refused:
        agenda.add_item(
            event, AgendaItemTerms(title="Talk", starts_at=starts_at, ends_at=ends_at), by=None
        )

    assert str(refused.value) == sentence
    assert not event.agenda.exists()


def test_an_item_is_changed_and_keeps_its_place():
    item = AgendaItemFactory(order=3)

    agenda.edit_item(
        item, AgendaItemTerms(title="Closing", content="Remarks", starts_at=at(9)), by=None
    )

    item.refresh_from_db()
    assert (item.title, item.content, item.starts_at, item.ends_at, item.order) == (
        "Closing",
        "Remarks",
        at(9),
        None,
        3,
    )


def test_an_item_goes_with_its_speakers():
    speaker = AgendaSpeakerFactory()

    records.remove(speaker.item, by=None)

    assert (AgendaItem.objects.count(), AgendaSpeaker.objects.count()) == (0, 0)


def test_persons_organizations_and_groups_speak_in_protocol_order():
    item = AgendaItemFactory()
    person, organization = PersonFactory(), OrganizationFactory()

    agenda.add_speaker(
        item, AgendaSpeakerTerms(person=person, capacity=" Vice  Minister "), by=None
    )
    agenda.add_speaker(
        item, AgendaSpeakerTerms(organization=organization, role="discussant"), by=None
    )
    agenda.add_speaker(item, AgendaSpeakerTerms(name="Representatives of enterprises"), by=None)

    assert list(
        item.speakers.values_list("person", "organization", "name", "capacity", "role", "order")
    ) == [
        (person.pk, None, "", "Vice Minister", "speaker", 0),
        (None, organization.pk, "", "", "discussant", 1),
        (None, None, "Representatives of enterprises", "", "speaker", 2),
    ]


def test_a_place_in_the_protocol_that_is_given_is_kept():
    speaker = agenda.add_speaker(
        AgendaItemFactory(), AgendaSpeakerTerms(name="Guest"), order=4, by=None
    )

    assert speaker.order == 4


def test_nobody_cannot_speak():
    with pytest.raises(agenda.NobodyError) as refused:
        agenda.add_speaker(AgendaItemFactory(), AgendaSpeakerTerms(name=" "), by=None)

    assert str(refused.value) == "Choose a person or an organization, or write a name."


def test_a_speaker_is_taken_off():
    speaker = AgendaSpeakerFactory()

    records.remove(speaker, by=None)

    assert list(AgendaItem.objects.all()) == [speaker.item]
    assert not AgendaSpeaker.objects.exists()
