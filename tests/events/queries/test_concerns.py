"""A meeting keeps whom it concerns and of which countries; ``test_kept.py`` tries histories."""

import pytest
from django.db import connection

from core.db import as_owner
from events.models import Event
from events.queries.concerns import ON_EVENTS
from events.queries.kept import KEPT
from network.models import Person
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


def differences():
    return [one for kept in KEPT for one in kept.differences()]


def test_the_countries_are_of_who_met_who_convened_and_who_took_part_each_once():
    houses = [OrganizationFactory(country=CountryFactory()) for _number in range(3)]
    event = EventFactory(pairings=[PairingFactory(parties=houses[:1])])
    OrganizerFactory(event=event, organization=houses[1])
    for house in (*houses, OrganizationFactory(country=None)):
        ParticipationFactory(event=event, organization=house)

    event.refresh_from_db()
    assert event.countries == sorted(house.country_id for house in houses)


def test_who_saves_what_they_read_before_leaves_it_as_it_is():
    event = EventFactory()
    OrganizerFactory(event=event, organization=OrganizationFactory(country=CountryFactory()))

    event.save()

    assert differences() == []


def test_what_changes_far_away_changes_whom_it_concerns():
    house, partner = OrganizationFactory(), OrganizationFactory(country=CountryFactory())
    pairing = PairingFactory(parties=[house, partner])
    event = EventFactory(pairings=[pairing])
    person = PersonFactory(works_at=house)
    ParticipationFactory(event=event, person=person, name="")
    was = Person.objects.get(pk=person.pk).known_to

    partner.country, partner.parent = CountryFactory(), OrganizationFactory()
    partner.save()

    assert Person.objects.get(pk=person.pk).known_to != was
    assert differences() == []


@pytest.mark.django_db(transaction=True)
def test_what_was_spoilt_is_named_and_ended_by_triggers_as_they_are_declared():
    event = EventFactory()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER met_update")
        cursor.execute("COMMENT ON FUNCTION met_events_event() IS 'another rule'")
        Event.objects.update(countries=[7])
        named = list(ON_EVENTS.differences())
        ON_EVENTS.see_to_triggers()

    assert named == [f"meeting {event.pk}: countries is [7], by the facts []"]
    assert differences() == []
