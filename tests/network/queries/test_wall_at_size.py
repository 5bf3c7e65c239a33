"""Behind the wall a reader's rows cost the same among many: no table is asked about row by row."""

import json

import pytest

from core.wall import reading_as
from events.models import Event, EventPairing, Participation
from network.models import Organization, Person, Position
from network.queries import wall
from notifications.models import Message, Recipient
from partnerships.models import Commitment, Pairing, PairingParty
from tests import copies, databases, walls
from tests.factories.events import EventFactory, EventPairingFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.factories.roles import focal_point, official

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("busy_elsewhere"),
    walls.needed,
]
READ = (Pairing, Commitment, Event, Person, Position, Message)
MANY = 1_000
# In this order; a column is a text, or the number of the row that was written for another table.
STRANGERS = {
    Organization: {"name": "'Stranger ' || n"},
    Recipient: {"email": "'stranger' || n || '@example.org'"},
    Person: {"recipient_id": Recipient},
    Position: {"person_id": Person, "organization_id": Organization},
    Pairing: {},
    PairingParty: {"pairing_id": Pairing, "organization_id": Organization},
    Commitment: {"pairing_id": Pairing},
    Event: {},
    EventPairing: {"event_id": Event, "pairing_id": Pairing},
    Participation: {"event_id": Event, "person_id": Person},
    Message: {"key": "'stranger ' || n", "recipient_id": Recipient, "about_id": Pairing},
}


def world():
    """Return a college that has a partner, something agreed, and a meeting with somebody there."""
    college, partner = OrganizationFactory(), OrganizationFactory()
    pairing, event = PairingFactory(parties=[college, partner]), EventFactory()
    CommitmentFactory(pairing=pairing)
    EventPairingFactory(event=event, pairing=pairing)
    ParticipationFactory(event=event, person=PersonFactory(works_at=partner), name="")
    MessageFactory(about=pairing)
    return college


def add_strangers():
    """Write the newest row of each table many times, as one world of strangers to the first."""
    world()
    copies.fill(STRANGERS, MANY)


def buffers(user):
    """Return how many pages of tables are looked at for a page of each, one record, and any rows.

    The second time in a moment, as all but the first statement of a request are.
    """
    databases.write_anew(*STRANGERS)
    databases.analyze()
    found = {}
    with reading_as(wall.reader_of(user)):
        for model in READ:
            seen = model.objects.visible_to(user).order_by("-pk")
            one = seen.last().pk
            any_rows = model.objects.order_by("-pk")[:25]
            asked = {"page": seen[:25], "one": seen.filter(pk=one), "any": any_rows}
            for name, rows in asked.items():
                rows.explain()
                (plan,) = json.loads(rows.explain(format="json", analyze=True, buffers=True))
                found[model.__name__, name] = plan["Plan"]["Shared Hit Blocks"]
    return found


@pytest.mark.parametrize("role", [focal_point, official])
def test_what_is_seen_costs_no_more_among_many(role):
    college = world()
    user = role(college if role is focal_point else college.country)
    before = buffers(user)

    add_strangers()

    # Where no rule narrows them, the rows of strangers are passed over: a look at the record of
    # each, which is two pages of an index and one of its table, and once at the rows themselves.
    most = {"page": 30, "one": 30, "any": 3 * MANY + MANY // 20}
    grown = {of: (before[of], after) for of, after in buffers(user).items()}
    assert {of: both for of, both in grown.items() if both[1] > 2 * both[0] + most[of[1]]} == {}
