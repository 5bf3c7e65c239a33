"""Hints who should answer are kept once and settled once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.records import BrokenConstraintError
from partnerships.models import AnswerReferral
from partnerships.operations import referrals
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AnswerReferralFactory,
    CommitmentFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def test_refer_keeps_the_words_and_what_they_are_about():
    action, person = ActionFactory(), PersonFactory()

    hint = referrals.refer(action.pairing, person=person, text=" Ask Ms Chan ", action=action)

    assert (hint.pairing, hint.action, hint.commitment) == (action.pairing, action, None)
    assert (hint.person, hint.text, hint.settled_at) == (person, "Ask Ms Chan", None)


def test_refer_keeps_the_same_words_once():
    commitment, person = CommitmentFactory(), PersonFactory()

    hints = [
        referrals.refer(commitment.pairing, person=person, text="Ask", commitment=commitment)
        for _ in range(2)
    ]

    assert hints[0] == hints[1]
    assert AnswerReferral.objects.count() == 1


def test_refer_needs_words():
    with pytest.raises(BrokenConstraintError, match="Write who should answer"):
        referrals.refer(PairingFactory(), person=PersonFactory(), text=" ")


def test_settle_keeps_who_and_when():
    user = roles.staff()

    hint = referrals.settle(AnswerReferralFactory(), by=user, now=NOW)

    assert (hint.settled_by, hint.settled_at) == (user, NOW)
    assert not AnswerReferral.objects.open().exists()


def test_settle_refuses_a_second_time():
    hint = referrals.settle(AnswerReferralFactory(), by=roles.staff(), now=NOW)

    with pytest.raises(referrals.AlreadySettledError, match="has done this already"):
        referrals.settle(hint, by=roles.staff(), now=NOW)
