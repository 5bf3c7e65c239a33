"""The engine of all planners: what is due is planned once, and nothing holds up the rest."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import OperationalError, transaction
from django.db.models import F

from events.queries.kept import ON_MESSAGES
from followup.models import AT_ONCE, ReminderSchedule
from followup.operations import planning
from followup.planners.calls import Calls
from followup.planners.comments import Comments
from followup.planners.due_items import ACTIONS
from followup.planners.endings import Endings
from followup.planners.inactive_pairings import InactivePairings
from followup.planners.introductions import Introductions
from followup.planners.isolation import LATER
from followup.queries.update_requests import midnight
from followup.terms import Plan
from notifications.models import Message
from partnerships.models import Action
from partnerships.operations import actions
from partnerships.terms.actions import ActionTerms
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommentFactory,
    PairingFactory,
    PairingPartyFactory,
    ProgressUpdateFactory,
)
from tests.followup.planning import is_scheduled, next_check
from tests.locks import in_another_process

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@dataclass
class Notes:
    """A planner that notes which actions it is asked about, and breaks at some of them."""

    breaks_at: tuple[int, ...] = ()
    error: type[Exception] = ValueError
    batch: int = 3
    model: type[Action] = Action
    asked: list[list[int]] = field(default_factory=list)

    def load(self, keys, *, now):
        self.asked.append(sorted(keys))
        return {each.pk: each for each in Action.objects.filter(pk__in=keys)}

    def outdated(self, case):
        return []

    def plan(self, case, *, now):
        if case.pk in self.breaks_at:
            raise self.error
        return Plan(next_check_at=now + DAY)


def test_what_is_due_is_planned_in_batches_the_longest_overdue_first():
    found = ActionFactory.create_batch(5)
    for days, action in enumerate(reversed(found)):
        row = ReminderSchedule.objects.filter(kind="partnerships.action", record_id=action.pk)
        row.update(next_check_at=NOW - (9 - days) * DAY)
    later = ActionFactory()
    ReminderSchedule.objects.filter(record_id=later.pk).update(next_check_at=NOW + DAY)
    notes = Notes()

    planning.plan(notes, now=NOW)
    planning.plan(notes, now=NOW)

    keys = [each.pk for each in found]
    assert notes.asked == [keys[2:], keys[:2]]
    assert [next_check(each) for each in found] == [NOW + DAY] * 5


def test_one_that_breaks_is_logged_and_has_its_turn_an_hour_later(caplog):
    sound, broken, behind = ActionFactory.create_batch(3)
    notes = Notes(breaks_at=(broken.pk,))

    planning.plan(notes, now=NOW)

    assert [next_check(each) for each in (sound, broken, behind)] == [
        NOW + DAY,
        NOW + LATER,
        NOW + DAY,
    ]
    assert [record.getMessage() for record in caplog.records] == [
        f"partnerships.action {broken.pk} cannot be planned"
    ]


def test_a_database_that_is_away_ends_the_run():
    action = ActionFactory()

    with pytest.raises(OperationalError):
        planning.plan(Notes(breaks_at=(action.pk,), error=OperationalError), now=NOW)

    assert next_check(action) == AT_ONCE


@dataclass
class GoesAway(Notes):
    """A planner that breaks at a batch; then, for each record alone, the database is gone."""

    def load(self, keys, *, now):
        if len(keys) == 1:
            raise OperationalError
        return super().load(keys, now=now)


def test_a_database_that_goes_away_meanwhile_ends_the_run_too():
    first, second = ActionFactory.create_batch(2)

    with pytest.raises(OperationalError):
        planning.plan(GoesAway(breaks_at=(first.pk,)), now=NOW)

    assert [next_check(first), next_check(second)] == [AT_ONCE, AT_ONCE]


def test_what_is_more_than_a_run_can_take_has_its_turn_in_the_next():
    keys = range(1_000_000, 1_000_000 + planning.MOST + 1)
    ReminderSchedule.objects.bulk_create(
        ReminderSchedule(kind="partnerships.action", record_id=key) for key in keys
    )
    notes = Notes(batch=planning.MOST // 2)

    planning.plan(notes, now=NOW)

    assert [len(asked) for asked in notes.asked] == [planning.MOST // 2] * 2
    assert ReminderSchedule.objects.get().record_id == keys[-1]


def test_what_is_over_or_gone_leaves_the_schedule():
    done, gone = ActionFactory(done=True, due_on=TODAY), ActionFactory()
    gone_key = gone.pk
    gone.delete()

    planning.plan(ACTIONS, now=NOW)

    assert not is_scheduled(done)
    assert not ReminderSchedule.objects.filter(
        kind="partnerships.action", record_id=gone_key
    ).exists()


def test_what_needs_nothing_for_now_waits_for_a_change():
    action = ActionFactory(due_on=TODAY - 5000 * DAY, person=PersonFactory())
    planning.plan(ACTIONS, now=NOW)
    Message.objects.update(state="sent", sent_at=NOW)
    ReminderSchedule.objects.update(next_check_at=AT_ONCE)

    planning.plan(ACTIONS, now=NOW + 8 * DAY)
    Message.objects.update(state="sent", sent_at=NOW)
    late = next_check(action)
    actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY - 4000 * DAY), by=None)

    assert (late, next_check(action)) == (NOW + 9 * DAY, AT_ONCE)


def test_an_item_is_checked_on_the_day_on_which_somebody_else_answers_for_it():
    side = OrganizationFactory()
    FocalPointFactory(organization=side)
    FocalPointFactory(organization=side, starts_on=TODAY + 3 * DAY)
    action = ActionFactory(organization=side, due_on=TODAY + 100 * DAY)

    planning.plan(ACTIONS, now=NOW)

    assert next_check(action) == midnight(TODAY + 3 * DAY)


def test_the_schedule_can_be_filled_again():
    found = ActionFactory.create_batch(2)
    planning.plan(Notes(), now=NOW)
    ReminderSchedule.objects.filter(record_id=found[0].pk).delete()

    assert planning.rebuild(ACTIONS, today=TODAY) == 2

    assert [next_check(each) for each in found] == [AT_ONCE, NOW + DAY]


@pytest.mark.parametrize(
    ("planner", "factory", "known"),
    [
        (Calls(), ProgressUpdateFactory, {"answer": "blocked", "submitted_at": NOW}),
        (Endings(), AgreementFactory, {"signed": True, "ends_on": TODAY + DAY}),
        (InactivePairings(), PairingFactory, {}),
        (Introductions(), FocalPointFactory, {"starts_on": TODAY}),
        (Comments(), CommentFactory, {"submitted_at": NOW}),
    ],
)
def test_each_planner_names_what_belongs_on_the_schedule(planner, factory, known):
    factory(**known)
    ReminderSchedule.objects.all().delete()

    assert planning.rebuild(planner, today=TODAY) == 1


def test_what_is_being_changed_is_planned_afterwards(transactional_db):
    action = ActionFactory(person=PersonFactory(), due_on=TODAY)
    with transaction.atomic():
        actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY - 8 * DAY), by=None)
        thread, ends = in_another_process(lambda: planning.plan(ACTIONS, now=NOW))
        thread.join()

    assert (ends, planning.plan(ACTIONS, now=NOW)) == ([0], 1)
    assert f":{TODAY - 8 * DAY}:" in Message.objects.get().key


def test_planners_at_once_plan_everything_once(transactional_db):
    for _ in range(6):
        ActionFactory(person=PersonFactory(), due_on=TODAY - 8 * DAY)
    at_once = Barrier(3)

    def plan():
        at_once.wait()
        return planning.plan(ACTIONS, now=NOW)

    started = [in_another_process(plan) for _ in range(3)]
    for thread, _ends in started:
        thread.join()

    assert sum(ends[0] for _thread, ends in started) == Message.objects.count() == 6


def test_a_row_that_is_due_already_is_held_by_a_change_too(transactional_db):
    """A planner that has the row has not seen the change: it must be planned once more."""
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 8 * DAY)
    with transaction.atomic():
        planning.plan(ACTIONS, now=NOW)
        thread, _ends = in_another_process(
            lambda: Action.objects.filter(pk=action.pk).update(revision=F("revision") + 1)
        )
    thread.join()

    assert next_check(action) == AT_ONCE
    assert planning.plan(ACTIONS, now=NOW) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["cancelled", "pending"]


def test_a_message_says_whom_its_record_concerns_though_that_changed_while_it_was_planned(
    transactional_db,
):
    pairing = PairingFactory()
    other = OrganizationFactory(country=CountryFactory(laos=True))

    with transaction.atomic():
        PairingPartyFactory(pairing=pairing, organization=other)
        # It is planned by who does not see the new side, and is not seen by who changes it.
        thread, made = in_another_process(lambda: MessageFactory(about=pairing))
        thread.join()
    (message,) = made
    message.refresh_from_db()
    pairing.refresh_from_db()
    assert not set(pairing.concerns) <= set(message.concerns)

    planning.ask_again_whom_they_concern(now=message.created_at)

    message.refresh_from_db()
    assert set(pairing.concerns) <= set(message.concerns)
    assert list(ON_MESSAGES.differences()) == []
