"""A meeting keeps of which countries were there; histories are tried with the figures."""

import pytest
from django.db import connection, transaction

from core.db import as_owner, locked
from events.models import Event
from events.queries.kept import ON_MEETINGS
from partnerships.models import Pairing
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.locks import in_another_process, wait_until_somebody_waits_for_us

pytestmark = pytest.mark.django_db


def test_the_countries_are_of_who_met_who_convened_and_who_took_part_each_once():
    houses = [OrganizationFactory(country=CountryFactory()) for _number in range(3)]
    event = EventFactory(pairings=[PairingFactory(parties=houses[:1])])
    OrganizerFactory(event=event, organization=houses[1])
    for house in (*houses, OrganizationFactory(country=None)):
        ParticipationFactory(event=event, organization=house)

    event.refresh_from_db()
    assert event.countries == sorted(house.country_id for house in houses)


def test_who_saves_what_they_read_before_leaves_the_countries_as_they_are():
    event = EventFactory()
    OrganizerFactory(event=event, organization=OrganizationFactory(country=CountryFactory()))

    event.save()

    assert list(ON_MEETINGS.differences()) == []


@pytest.mark.django_db(transaction=True)
def test_what_was_spoilt_is_named_and_ended_by_triggers_as_they_are_declared():
    event = EventFactory()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER attended_update")
        cursor.execute("COMMENT ON FUNCTION attended_events_event() IS 'another rule'")
        Event.objects.update(countries=[7])
        named = list(ON_MEETINGS.differences())
        ON_MEETINGS.see_to_triggers()

    assert named == [f"meeting {event.pk}: countries is [7], by the facts []"]
    assert list(ON_MEETINGS.differences()) == []


@pytest.mark.django_db(transaction=True)
def test_who_corrects_a_country_holds_meetings_before_pairings_as_all_who_write_do():
    house, country = OrganizationFactory(), CountryFactory()
    pairing = PairingFactory(parties=[house, OrganizationFactory()])
    event = EventFactory(pairings=[pairing])

    def correct():
        house.country = country
        house.save()

    with transaction.atomic():
        locked(event)
        thread, _ends = in_another_process(correct)
        wait_until_somebody_waits_for_us()
        # Nobody holds it who waits for the meeting.
        Pairing.objects.select_for_update(nowait=True).get(pk=pairing.pk)
    thread.join()

    for one in (event, pairing):
        one.refresh_from_db()
        assert country.pk in one.countries
