"""What triggers do costs as much a row for one as for many, whatever was written before."""

import pytest
from django.db import connection

from events.models import Event, EventPairing
from partnerships.models import Action, Pairing, PairingParty
from tests import databases
from tests.factories.events import EventFactory, EventTypeFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("busy_elsewhere")]
MANY = 300


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone() if cursor.description else None


@pytest.fixture
def write():
    """Return what writes rows in one statement a table, and how many rows that looks at for each.

    The connection has planned nothing yet, and the database has counted no rows.
    """
    databases.analyze()
    house, type_ = OrganizationFactory(), EventTypeFactory()
    pairings = iter(PairingFactory.build_batch(MANY + 4))
    ask("DISCARD PLANS")

    def one_statement(model, rows):
        before = looked_at()
        model.objects.bulk_create(rows)
        return round((looked_at() - before) / len(rows))

    def written(count):
        some = Pairing.objects.bulk_create([next(pairings) for _number in range(count)])
        events = iter(Event.objects.bulk_create(EventFactory.build_batch(count, type=type_)))
        return [
            one_statement(model, [make(pairing) for pairing in some])
            for model, make in (
                (PairingParty, lambda one: PairingParty(pairing=one, organization=house)),
                (EventPairing, lambda one: EventPairing(pairing=one, event=next(events))),
                (Action, lambda one: ActionFactory.build(pairing=one)),
            )
        ]

    return written


def looked_at():
    return int(ask("SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables")[0])


def test_rows_cost_the_same_one_or_many_where_only_few_were_written_before(write):
    for _time in range(3):
        write(1)

    of_one, of_many = write(1), write(MANY)
    assert [each for each in zip(of_one, of_many, strict=True) if each[1] > 2 * each[0]] == []
