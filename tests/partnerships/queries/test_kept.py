"""What the database keeps on a pairing is what the facts say, whatever was written and how."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.db import as_owner, locked
from network.enums import Role
from network.models import Membership, Person
from partnerships.enums import ActionState, Answer, CommitmentState, PairingPhase
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.operations import pairings
from partnerships.queries.kept import ON_COMMITMENTS, ON_PAIRINGS, ON_SIDES, ON_UPDATES
from tests.factories.accounts import UserFactory
from tests.factories.network import CooperationAreaFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.locks import in_another_process, wait_until_somebody_waits_for_us

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_the_database_has_what_is_declared():
    function = r"REPLACE FUNCTION (\w+)\([^)]*\).*?AS \$\$(.*?)\$\$;"
    for kept in (ON_PAIRINGS, ON_SIDES, ON_UPDATES):
        declared = dict(re.findall(function, kept.install(), re.DOTALL))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT proname, prosrc FROM pg_proc WHERE starts_with(proname, %s)",
                [f"{kept.name}_"],
            )
            installed = dict(cursor.fetchall())

        assert installed == declared


def one_of(model, number):
    rows = model.objects.order_by("pk")
    count = rows.count()
    return rows[number % count] if count else None


def ended(word, open_words):
    return {"closed_on": None if word in open_words else DAY, "reason": "It is over."}


def plan(n):
    due_on = DAY + timedelta(days=n) if n % 4 else None
    ActionFactory(pairing=one_of(Pairing, n), due_on=due_on)


def agree(n):
    CommitmentFactory(pairing=one_of(Pairing, n), area=CooperationAreaFactory())


def change(model, states, n):
    word = list(states)[n % len(states)]
    rows = model.objects.filter(pk=getattr(one_of(model, n // 5), "pk", 0))
    rows.update(state=word, **ended(word, list(states)[:2]))


def answer(n):
    action, area = one_of(Action, n), one_of(Commitment, n)
    about = ({}, {"action": action}, {"commitment": area})[n % 3]
    item = next(iter(about.values()), None)
    ProgressUpdateFactory(
        pairing=item.pairing if item else one_of(Pairing, n),
        answer=Answer.BLOCKED if n % 2 else list(Answer)[n % 4],
        submitted_at=NOW + timedelta(hours=n % 7),
        author=one_of(Person, n // 3),
        submitted_by=one_of(User, n // 2),
        **about,
    )


def correct(n):
    update = one_of(ProgressUpdate, n)
    if update and not ProgressUpdate.objects.filter(supersedes=update).exists():
        ProgressUpdateFactory(
            pairing=update.pairing, supersedes=update, submitted_at=update.submitted_at
        )


def verify(n):
    """Or take that back."""
    update = one_of(ProgressUpdate, n)
    if update:
        by = None if update.verified_by else UserFactory()
        ProgressUpdate.objects.filter(pk=update.pk).update(verified_by=by, verified_at=by and NOW)


def save_an_area_that_was_read_before(n):
    area = one_of(Commitment, n)
    if area:
        verify(n)
        area.save()


def take_away(model, n):
    row = one_of(model, n)
    if row and not row.updates.exists():
        row.delete()


def be_of_the_ilo(n):
    user = one_of(User, n)
    roles = Membership.objects.filter(user=user)
    roles.delete() if roles.exists() else Membership.objects.create(user=user, role=Role.STAFF)


def move(n):
    pairing, phase = one_of(Pairing, n), list(PairingPhase)[n % len(PairingPhase)]
    if PairingPhase(pairing.phase).can_become(phase):
        pairings.move(pairing, phase=phase, reason="So it is.", on=DAY, by=None)


def save_what_was_read_before(n):
    pairing = one_of(Pairing, n)
    plan(n)
    pairing.save()


STEPS = {
    "plan": plan,
    "agree": agree,
    "change an action": lambda n: change(Action, ActionState, n),
    "change an area": lambda n: change(Commitment, CommitmentState, n),
    "answer": answer,
    "correct": correct,
    "verify": verify,
    "save an area that was read before": save_an_area_that_was_read_before,
    "take an action away": lambda n: take_away(Action, n),
    "take an area away": lambda n: take_away(Commitment, n),
    "be of the ILO": be_of_the_ilo,
    "move": move,
    "save what was read before": save_what_was_read_before,
}
HISTORIES = st.lists(st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 40)), max_size=14)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_after_any_history_each_row_says_what_the_facts_say(db, history):
    with transaction.atomic():
        for _number in range(2):
            PairingFactory()
            UserFactory()
            PersonFactory()
        for step, number in history:
            STEPS[step](number)
        kept = (ON_UPDATES, ON_PAIRINGS, ON_SIDES, ON_COMMITMENTS)
        found = [each for one in kept for each in one.differences()]
        transaction.set_rollback(True)

    assert found == []


def test_an_agreed_area_is_verified_as_long_as_an_answer_says_so_that_none_corrects():
    area, by = CommitmentFactory(), UserFactory()
    done = {"pairing": area.pairing, "commitment": area, "answer": Answer.DONE}
    update = ProgressUpdateFactory(**done)

    def is_verified():
        area.refresh_from_db()
        return area.is_verified

    assert not is_verified()
    ProgressUpdate.objects.filter(pk=update.pk).update(verified_by=by, verified_at=NOW)
    assert is_verified()
    correction = ProgressUpdateFactory(**done, supersedes=update)
    assert not is_verified()
    correction.delete()
    assert is_verified()


@pytest.mark.django_db(transaction=True)
def test_the_command_names_each_difference_and_ends_it():
    pairing = ActionFactory(due_on=DAY).pairing
    said = StringIO()
    call_command("figures", "--verify", stdout=said)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partnerships_pairing DISABLE TRIGGER kept_update")
        cursor.execute("UPDATE partnerships_pairing SET first_due_on = NULL")
        cursor.execute("ALTER TABLE partnerships_pairing ENABLE TRIGGER kept_update")

    with pytest.raises(CommandError, match=rf"pairing {pairing.pk}: first_due_on is None, by the"):
        call_command("figures", "--verify")
    call_command("figures", "--rebuild", stdout=said)
    call_command("figures", "--verify", stdout=said)

    well = "All figures are as the facts have them."
    lines = said.getvalue().splitlines()
    assert lines[0] == lines[-1] == well
    assert "Kept anew: 1 pairings." in lines


@pytest.mark.django_db(transaction=True)
def test_who_joins_the_ilo_and_who_writes_of_a_pairing_do_not_wait_for_each_other():
    """What they had answered before ends a call for help from now on."""
    user = UserFactory()
    call = ProgressUpdateFactory(answer=Answer.BLOCKED, submitted_at=NOW)
    ProgressUpdateFactory(
        pairing=call.pairing, submitted_by=user, submitted_at=NOW + timedelta(hours=1)
    )
    assert Pairing.objects.get().needs_help
    with transaction.atomic():
        locked(call.pairing)
        join = partial(Membership.objects.create, user=user, role=Role.STAFF)
        thread, _ends = in_another_process(join)
        wait_until_somebody_waits_for_us()
        locked(call)
    thread.join()

    assert not Pairing.objects.get().needs_help
    assert [*ON_UPDATES.differences(), *ON_PAIRINGS.differences()] == []
