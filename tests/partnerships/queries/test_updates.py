"""Whose update it is, what it is about, and which one is the newest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from partnerships.queries import updates
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db


def test_an_update_is_own_by_its_user_or_by_its_person():
    user = roles.staff()
    person = PersonFactory(user=user)

    assert updates.is_own(ProgressUpdateFactory(submitted_by=user), user)
    assert updates.is_own(ProgressUpdateFactory(submitted_by=None, author=person), user)
    assert not updates.is_own(ProgressUpdateFactory(author=PersonFactory()), user)
    assert not updates.is_own(ProgressUpdateFactory(), user)


def test_an_update_is_about_an_action_a_commitment_or_the_whole_pairing():
    action, commitment, pairing = ActionFactory(), CommitmentFactory(), PairingFactory()

    assert [updates.subject(each) for each in (action, commitment, pairing)] == [
        {"pairing": action.pairing, "commitment": None, "action": action},
        {"pairing": commitment.pairing, "commitment": commitment, "action": None},
        {"pairing": pairing, "commitment": None, "action": None},
    ]


def test_the_newest_answer_is_the_persons_own_about_that_very_thing():
    person, action = PersonFactory(), ActionFactory()
    about = {"pairing": action.pairing, "action": action}
    old = ProgressUpdateFactory(**about, author=person)
    newest = ProgressUpdateFactory(
        **about, author=person, submitted_at=datetime(2026, 11, 21, tzinfo=UTC), supersedes=old
    )
    ProgressUpdateFactory(**about, author=PersonFactory())
    ProgressUpdateFactory(pairing=action.pairing, author=person)

    assert updates.newest_of(person, action) == newest
    assert updates.newest_of(PersonFactory(), action) is None
