"""Whoever is named in a row is known to who sees it; that costs the same whatever they did."""

import pytest
from django.db import connection, transaction

from events.queries.kept import KEPT
from events.queries.known_people import NAMES
from network.models import Person
from network.models.concerns import Concern
from network.queries import wall
from partnerships.models import ProgressUpdate
from tests import databases
from tests.factories.events import AgendaSpeakerFactory, EventFactory, OrganizerFactory
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db


def test_everybody_who_is_named_behind_the_wall_is_known_to_who_sees_it():
    found = {
        (one.table, field.column, one.whole.column, one.whole.related_model._meta.db_table)
        for one in wall.walled()
        if one.whole and one.whole.related_model is not Person
        for field in one.model._meta.concrete_fields
        if field.related_model is Person
    }
    assert found == set(NAMES)


def known_to(person):
    return Person.objects.values_list("known_to", flat=True).get(pk=person.pk)


def test_who_is_named_is_known_at_once_and_when_a_meeting_concerns_more():
    speaker, (here, there) = PersonFactory(), [CountryFactory(), CountryFactory()]
    event = EventFactory()
    OrganizerFactory(event=event, organization=OrganizationFactory(country=here))
    assert Concern.COUNTRY.keys([here.pk])[0] not in known_to(speaker)

    named = AgendaSpeakerFactory(item__event=event, person=speaker, name="")
    OrganizerFactory(event=event, organization=OrganizationFactory(country=there))
    assert set(Concern.COUNTRY.keys([here.pk, there.pk])) <= set(known_to(speaker))

    named.delete()
    assert not set(Concern.COUNTRY.keys([here.pk, there.pk])) & set(known_to(speaker))
    assert [one for kept in KEPT for one in kept.differences()] == []


def read():
    """Return how many updates this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = %s",
            [ProgressUpdate._meta.db_table],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("busy_elsewhere")
def test_what_somebody_writes_is_not_read_again_with_all_that_they_wrote():
    author, pairings = PersonFactory(), [PairingFactory() for _number in range(8)]
    ProgressUpdateFactory.create_batch(20)
    # The database has counted these rows, and planned nothing when there were none.
    databases.analyze()
    connection.close()
    costs = []
    for pairing in pairings:
        with transaction.atomic():
            before = read()
            ProgressUpdateFactory(pairing=pairing, author=author)
            costs.append(read() - before)

    assert max(costs[1:]) <= costs[0] + 2
