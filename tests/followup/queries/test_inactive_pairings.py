"""Which pairings were not heard of for too long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from followup.queries import inactive_pairings
from notifications.models import Message
from partnerships.models import Pairing
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory
from tests.followup.planning import is_scheduled, plan_pairings

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


def is_inactive_now(pairing):
    found = Pairing.objects.with_status(TODAY).get(pk=pairing.pk)
    return inactive_pairings.is_inactive(found, TODAY)


@pytest.mark.parametrize(
    ("facts", "is_inactive"),
    [
        ({"last_met_on": TODAY - 90 * DAY}, False),
        ({"last_met_on": TODAY - 91 * DAY}, True),
        ({"last_met_on": TODAY - 31 * DAY, "rhythm_days": 30}, True),
        ({"started_on": TODAY - 91 * DAY}, True),
        ({"started_on": TODAY - 900 * DAY, "last_met_on": TODAY - 9 * DAY}, False),
        ({}, False),
        ({"last_met_on": date(2022, 1, 1), "phase": "negotiating"}, True),
        ({"last_met_on": date(2022, 1, 1), "phase": "paused", "reason": "Flood"}, False),
        ({"last_met_on": date(2022, 1, 1), "phase": "concluded", "closed_on": TODAY}, False),
    ],
)
def test_a_pairing_is_inactive_after_its_rhythm_as_far_as_days_are_known(facts, is_inactive):
    pairing = PairingFactory(**facts)

    assert is_inactive_now(pairing) is is_inactive
    plan_pairings(now=NOW)
    is_known = any(facts.get(day) for day in ("last_met_on", "started_on"))
    is_asked = is_known and facts.get("phase") not in ("paused", "concluded")
    assert is_scheduled(pairing) is is_asked


def test_an_answer_ends_it():
    pairing = PairingFactory(last_met_on=date(2022, 1, 1))
    ProgressUpdateFactory(pairing=pairing, submitted_at=NOW)

    assert not is_inactive_now(pairing)


def test_whoever_answers_for_a_side_and_can_be_reached_is_asked():
    pairing = PairingFactory(last_met_on=date(2022, 1, 1))
    one, other = [party.organization for party in pairing.parties.all()]
    person = FocalPointFactory(organization=one).person
    FocalPointFactory(organization=other, person=PersonFactory(recipient__email=""))

    plan_pairings(now=NOW)

    assert [(each.about, each.recipient) for each in Message.objects.all()] == [
        (pairing, person.recipient)
    ]
    assert inactive_pairings.asked_about(pairing, on=TODAY) == [person]


def test_of_a_pairing_that_rests_nobody_is_asked():
    pairing = PairingFactory(phase="paused", reason="Flood")
    FocalPointFactory(organization=pairing.parties.first().organization)

    assert inactive_pairings.asked_about(pairing, on=TODAY) == []
