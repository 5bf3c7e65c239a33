"""Actions and commitments are begun and ended by the same rules."""

from __future__ import annotations

from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.enums import CommitmentState
from partnerships.operations import due_items
from partnerships.terms.endings import Ending
from tests.factories.partnerships import ActionFactory, CommitmentFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
either = pytest.mark.parametrize("factory", [ActionFactory, CommitmentFactory])


@either
def test_begin_starts_the_work_and_a_second_time_changes_nothing(factory):
    item = factory()

    due_items.begin(item, by=None)
    written = type(item).objects.get().updated_at
    due_items.begin(item, by=None)

    assert type(item).objects.values_list("state", "updated_at").get() == ("in_progress", written)


@either
def test_begin_takes_up_again_what_was_done(factory):
    item = due_items.begin(factory(done=True), by=None)

    assert (item.state, item.closed_on) == ("in_progress", None)


@pytest.mark.parametrize(
    ("factory", "state"),
    [
        (ActionFactory, "done"),
        (CommitmentFactory, CommitmentState.DONE),
        (CommitmentFactory, CommitmentState.PARTLY_DONE),
    ],
)
def test_close_keeps_how_and_when_it_ended(factory, state):
    item = due_items.close(factory(), Ending(state=state, on=TODAY), by=None)

    assert (item.state, item.closed_on) == (state, TODAY)


@either
def test_close_needs_a_reason_to_drop(factory):
    item = factory()

    with pytest.raises(BrokenConstraintError, match="Say why this was dropped"):
        due_items.close(item, Ending(state="dropped", on=TODAY), by=None)
    dropped = due_items.close(item, Ending(state="dropped", reason=" No money ", on=TODAY), by=None)

    assert (dropped.state, dropped.reason) == ("dropped", "No money")


@pytest.mark.parametrize(
    ("factory", "state", "said"),
    [
        (ActionFactory, "open", "Choose how the action ended"),
        (CommitmentFactory, "in_progress", "Choose how the agreed area ended"),
    ],
)
def test_close_refuses_what_is_not_an_end(factory, state, said):
    with pytest.raises(due_items.WrongStateError, match=said):
        due_items.close(factory(), Ending(state=state, on=TODAY), by=None)


@pytest.mark.parametrize(
    ("factory", "state"), [(ActionFactory, "done"), (CommitmentFactory, "partly_done")]
)
def test_close_refuses_what_is_closed_and_changes_nothing(factory, state):
    item = factory(done=True)

    with pytest.raises(due_items.WrongStateError, match="closed already"):
        due_items.close(item, Ending(state=state, on=TODAY), by=None)

    item.refresh_from_db()
    assert item.state == "done"
