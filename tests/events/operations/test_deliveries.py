"""What a meeting carries out of an area that was agreed before."""

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState, OutcomeKind
from events.models import Event
from events.operations import outcomes
from events.queries.outcomes import brought
from partnerships.enums import Answer, CommitmentState, ReachedKind
from partnerships.models import Commitment
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms
from tests.factories.events import EventFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory
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
    return outcomes.deliver(EventFactory(**facts), new, by=staff(), now=NOW)


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
