"""A call for help stands until its author or the ILO answers otherwise, or nobody works on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from partnerships.enums import PairingPhase
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
THEN, LATER = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (3, 4))


@pytest.fixture
def pairing():
    return PairingFactory(last_met_on=TODAY)


def said(answer, *, at=THEN, **about):
    return ProgressUpdateFactory(answer=answer, submitted_at=at, **about)


def calls():
    return list(ProgressUpdate.objects.needing_help())


def status_of(pairing):
    return Pairing.objects.with_status(TODAY).get(pk=pairing.pk).status


@pytest.mark.parametrize("kind", [None, "action", "commitment"])
def test_it_stands_about_a_pairing_an_action_or_an_agreed_area(pairing, kind):
    makers = {"action": ActionFactory, "commitment": CommitmentFactory}
    about = {kind: makers[kind](pairing=pairing)} if kind else {}

    call = said("blocked", pairing=pairing, **about)
    said("going_well", pairing=pairing, at=LATER)

    assert calls() == [call]
    assert status_of(pairing) == "blocked"


@pytest.mark.parametrize(("answer", "left"), [("going_well", 0), ("late", 0), ("blocked", 1)])
def test_a_later_answer_of_its_author_takes_its_place(pairing, answer, left):
    person = PersonFactory()
    own = {"pairing": pairing, "author": person, "submitted_by": None}

    said("blocked", **own)
    said(answer, at=LATER, **own)

    assert len(calls()) == left
    assert status_of(pairing) == ("blocked" if left else "on_track")


@pytest.mark.parametrize("of_the_ilo", [roles.staff, roles.coordinator])
def test_the_ilo_says_that_it_goes_on(pairing, of_the_ilo):
    said("blocked", pairing=pairing)

    said("going_well", pairing=pairing, at=LATER, submitted_by=of_the_ilo())

    assert calls() == []


def test_what_the_other_side_says_or_what_is_said_of_something_else_does_not_end_it(pairing):
    call = said("blocked", pairing=pairing, action=ActionFactory(pairing=pairing))
    other = ActionFactory(pairing=pairing)

    said("going_well", pairing=pairing, action=call.action, at=LATER)
    said("done", pairing=pairing, action=other, submitted_by=call.submitted_by, at=LATER)
    said("done", pairing=pairing, submitted_by=call.submitted_by, at=LATER)

    assert calls() == [call]


def test_a_correction_takes_its_place(pairing):
    call = said("blocked", pairing=pairing)

    said("late", pairing=pairing, supersedes=call, at=LATER)

    assert calls() == []


def test_what_is_closed_needs_no_help(pairing):
    said("blocked", pairing=pairing, action=ActionFactory(pairing=pairing))
    said("blocked", pairing=pairing, commitment=CommitmentFactory(pairing=pairing))

    Action.objects.update(state="dropped", reason="No money", closed_on=TODAY)
    Commitment.objects.update(state="done", closed_on=TODAY)

    assert calls() == []


def test_a_pairing_that_rests_needs_no_help(pairing):
    said("blocked", pairing=pairing)

    Pairing.objects.update(phase=PairingPhase.PAUSED, reason="Flood")

    assert calls() == []
    assert status_of(pairing) == "paused"


def test_it_comes_before_what_is_overdue(pairing):
    ActionFactory(pairing=pairing, due_on=TODAY - timedelta(days=30))

    said("blocked", pairing=pairing)

    assert status_of(pairing) == "blocked"
