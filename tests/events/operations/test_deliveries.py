"""What a meeting carries out of an area that was agreed before."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventState, Need, OutcomeKind
from events.models import Event
from events.operations import outcomes
from events.queries import events as event_queries
from events.queries.outcomes import brought
from partnerships.enums import ActionState, Answer, CommitmentState, ReachedKind
from partnerships.models import Commitment
from partnerships.operations import updates
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms
from tests.factories.events import EventFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HELD_ON = date(2022, 5, 12)


@pytest.fixture
def commitment():
    return CommitmentFactory(ends_on=date(2022, 12, 31))


def deliver(commitment, answer=Answer.DONE, **facts):
    """Return what was written down of a training with two batches."""
    facts = {"day": HELD_ON, "state": EventState.HELD, "pairings": [commitment.pairing]} | facts
    reached = PeopleReachedTerms(kind=ReachedKind.TEACHERS, total=85, women=40)
    terms = ProgressUpdateTerms(answer=answer, commitment=commitment, text="2 batches")
    new = NewUpdate(terms=terms, reached=[reached])
    [outcome] = outcomes.deliver(EventFactory(**facts), new, by=staff(), now=NOW)
    return outcome


def test_what_is_all_done_ends_on_the_day_of_the_meeting(commitment):
    outcome = deliver(commitment)

    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == (CommitmentState.DONE, HELD_ON)
    assert (outcome.kind, outcome.text) == (
        OutcomeKind.DELIVERED,
        "2 batches (85 people, 40 women)",
    )
    update = commitment.updates.get()
    assert (update.text, update.submitted_at) == ("2 batches", NOW)
    assert list(update.reached.values_list("kind", "total", "women")) == [("teachers", 85, 40)]
    assert Commitment.objects.count() == 1


def test_of_several_days_it_is_the_last(commitment):
    deliver(commitment, last_day=date(2022, 5, 20))

    commitment.refresh_from_db()
    assert commitment.closed_on == date(2022, 5, 20)


def test_what_is_done_in_part_goes_on(commitment):
    deliver(commitment, Answer.GOING_WELL)

    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == (CommitmentState.IN_PROGRESS, None)


def test_it_is_not_agreed_anew(commitment):
    user, event = staff(), deliver(commitment).event

    found = brought(event, user=user, today=NOW.date())

    assert [each.commitment for each in found.delivered] == [commitment]
    assert (found.agreed, found.others) == ((), ())
    assert not Event.objects.all().agreed_on(commitment.area, user=user).exists()


def test_a_meeting_to_come_has_carried_out_nothing(commitment):
    with pytest.raises(outcomes.NotHeldError):
        deliver(commitment, state=EventState.PLANNED)

    assert not commitment.updates.exists()
    assert PairingFactory._meta.model.objects.count() == 1


def done(action):
    return NewUpdate(terms=ProgressUpdateTerms(answer=Answer.DONE, action=action))


def test_an_action_that_was_done_at_the_meeting_ends_and_is_no_next_step():
    user, action = staff(), ActionFactory(due_on=date(2022, 1, 1))
    event = EventFactory(day=HELD_ON, pairings=[action.pairing])

    outcomes.deliver(event, done(action), by=user, now=NOW)

    action.refresh_from_db()
    assert (action.state, action.closed_on) == (ActionState.DONE, HELD_ON)
    found = brought(event, user=user, today=NOW.date())
    assert [each.action for each in found.done] == [action]
    assert (found.steps, found.delivered, found.others) == ((), (), ())
    tasks = {task.need: task.done for task in event_queries.missing(event, user=user)}
    assert not tasks[Need.ACTIONS]


def test_of_a_month_it_is_the_last_day_and_of_one_that_is_not_over_today(commitment):
    month = {"day": None, "earliest_day": date(2022, 5, 1), "latest_day": date(2022, 5, 31)}
    deliver(commitment, **month)
    other = CommitmentFactory()
    this = {"day": None, "earliest_day": date(2026, 11, 1), "latest_day": date(2026, 11, 30)}
    deliver(other, **this)

    ends = Commitment.objects.in_bulk([commitment.pk, other.pk])
    assert ends[commitment.pk].closed_on == date(2022, 5, 31)
    assert ends[other.pk].closed_on == date(2026, 11, 23)


def test_ten_deliveries_cost_what_one_costs():
    def cost(count):
        pairing = PairingFactory()
        agreed = CommitmentFactory.create_batch(count, pairing=pairing)
        planned = ActionFactory.create_batch(count, pairing=pairing)
        event, user = EventFactory(pairings=[pairing]), staff()
        reached = PeopleReachedTerms(kind=ReachedKind.TEACHERS, total=85)
        going = [
            NewUpdate(
                terms=ProgressUpdateTerms(answer=Answer.GOING_WELL, commitment=each, text="A"),
                reached=[reached],
            )
            for each in agreed
        ]
        with CaptureQueriesContext(connection) as asked:
            outcomes.deliver(event, *going, *map(done, planned), by=user, now=NOW)
        return len(asked)

    assert cost(1) == cost(10)


def test_it_is_said_what_was_carried_out():
    nothing = NewUpdate(terms=ProgressUpdateTerms(answer=Answer.DONE))

    with pytest.raises(updates.NothingNamedError):
        outcomes.deliver(EventFactory(), nothing, by=staff(), now=NOW)


@pytest.mark.parametrize(
    ("state", "answer", "after"),
    [
        (ActionState.IN_PROGRESS, Answer.GOING_WELL, ActionState.IN_PROGRESS),
        (ActionState.DROPPED, Answer.GOING_WELL, ActionState.DROPPED),
        (ActionState.DROPPED, Answer.DONE, ActionState.DROPPED),
    ],
)
def test_what_was_dropped_or_is_begun_stays(state, answer, after):
    is_over = state == ActionState.DROPPED
    action = ActionFactory(
        state=state, reason="No money" if is_over else "", closed_on=HELD_ON if is_over else None
    )
    terms = ProgressUpdateTerms(answer=answer, action=action)

    event = EventFactory(pairings=[action.pairing])
    outcomes.deliver(event, NewUpdate(terms=terms), by=staff(), now=NOW)

    action.refresh_from_db()
    assert action.state == after
