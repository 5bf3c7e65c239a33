"""A pairing that was inactive for too long is asked once a month how it goes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.queries.update_requests import midnight
from notifications.models import Message
from notifications.wording import reason_of
from partnerships.enums import Answer, PairingPhase
from partnerships.operations import pairings, updates
from partnerships.terms.updates import NewUpdate, ProgressUpdateTerms
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, PairingFactory
from tests.followup.planning import next_check, plan_pairings, plan_requests

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def pairing():
    """Return a pairing that was last heard of 91 days ago, with somebody on each side."""
    pairing = PairingFactory(last_met_on=NOW.date() - 91 * DAY)
    for party in pairing.parties.all():
        FocalPointFactory(organization=party.organization)
    return pairing


def test_each_side_is_asked(pairing):
    assert plan_pairings(now=NOW) == 2

    message = Message.objects.earliest("pk")
    assert (message.kind, message.about, message.due_at, message.not_after) == (
        "partnerships.silent_pairing",
        pairing,
        NOW,
        NOW + 30 * DAY,
    )
    assert reason_of(message) == "Is a focal point of a pairing without news"
    assert message.key == f"silence:{pairing.pk}:2026-11:{message.recipient_id}"


def test_it_is_asked_once_a_month_and_never_twice_in_thirty_days(pairing):
    days = (0, 1, 7, 8, 29, 30, 31, 60, 61)

    assert [plan_pairings(now=NOW + day * DAY) for day in days] == [
        2,
        0,
        0,
        0,
        0,
        2,
        0,
        2,
        0,
    ]


def test_a_month_of_31_days_has_one_question(pairing):
    first = datetime(2026, 12, 1, 8, tzinfo=UTC)
    plan_pairings(now=first)

    assert plan_pairings(now=first + 30 * DAY) == 0
    assert plan_pairings(now=first + 31 * DAY) == 2


def test_the_month_is_the_readers():
    pairing = PairingFactory(last_met_on=date(2026, 1, 1))
    person = FocalPointFactory(
        organization=pairing.parties.first().organization,
        person__recipient__time_zone="Asia/Shanghai",
    ).person

    plan_pairings(now=datetime(2026, 11, 30, 17, 45, tzinfo=UTC))

    assert Message.objects.get().key == f"silence:{pairing.pk}:2026-12:{person.recipient_id}"


def test_whoever_takes_over_is_asked_though_another_was(pairing):
    plan_pairings(now=NOW)
    old = pairing.parties.first().organization.focal_points.get()
    old.ends_on = NOW.date()
    old.save()
    FocalPointFactory(organization=old.organization)

    assert (plan_pairings(now=NOW), plan_pairings(now=NOW)) == (1, 0)


def test_an_answer_calls_back_the_questions_that_wait(pairing):
    other = PairingFactory(last_met_on=NOW.date() - 91 * DAY)
    FocalPointFactory(organization=other.parties.first().organization)
    action = ActionFactory(pairing=pairing, person=PersonFactory(), due_on=NOW.date() - 8 * DAY)
    plan_pairings(now=NOW)
    plan_requests(now=NOW)

    updates.submit(
        pairing,
        NewUpdate(terms=ProgressUpdateTerms(answer=Answer.GOING_WELL)),
        author=PersonFactory(),
        now=NOW,
    )
    again = plan_pairings(now=NOW), plan_requests(now=NOW)

    waiting = {message.about for message in Message.objects.unsent()}
    assert waiting == {other, action}
    assert again == (0, 0)


def test_a_pairing_that_is_paused_is_not_asked(pairing):
    plan_pairings(now=NOW)

    pairings.move(pairing, phase=PairingPhase.PAUSED, reason="Flood", on=NOW.date(), by=None)
    plan_pairings(now=NOW)

    assert not Message.objects.unsent().exists()
    assert plan_pairings(now=NOW + 40 * DAY) == 0


def test_more_pairings_take_no_more_questions_to_the_database(pairing):
    def queries_of_planning():
        with CaptureQueriesContext(connection) as captured:
            plan_pairings(now=NOW)
        return len([each for each in captured if "SAVEPOINT" not in each["sql"]])

    queries_of_planning()
    steady = queries_of_planning()
    counts = []
    for new in (1, 3):
        for _ in range(new):
            inactive = PairingFactory(last_met_on=date(2026, 1, 1))
            FocalPointFactory(organization=inactive.parties.first().organization)
        counts.append(queries_of_planning())

    assert counts[0] == counts[1] < 10
    assert steady == 1


def test_it_is_checked_again_on_the_day_on_which_somebody_answers_for_a_side():
    pairing = PairingFactory(last_met_on=NOW.date() - 91 * DAY)
    side = pairing.parties.first().organization
    FocalPointFactory(organization=side, starts_on=NOW.date() + 3 * DAY)

    assert plan_pairings(now=NOW) == 0

    assert next_check(pairing) == midnight(NOW.date() + 3 * DAY)
