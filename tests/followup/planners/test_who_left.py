"""Whoever left is told nothing more, by whatever kind of mail: all planners, all composers."""

from __future__ import annotations

import pytest
import time_machine

from network.operations import focal_points
from notifications import mails
from notifications.models import Message
from tests.every_mail import CASES
from tests.factories.accounts import UserFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


def close_account_of(person):
    """Let a person have no account any more; who never had one gets one first."""
    person.user = person.user or UserFactory()
    person.user.is_active = False
    person.user.save()
    person.save()


@pytest.mark.parametrize("name", CASES)
def test_a_closed_account_is_told_nothing(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        close_account_of(staged.reader)
        before = set(Message.objects.values_list("pk", flat=True))
        staged.plan()

        new = Message.objects.exclude(pk__in=before)
        assert not new.filter(recipient=staged.reader.recipient).exists()


@pytest.mark.parametrize("name", CASES)
def test_who_is_told_is_told_and_nothing_any_more_once_the_account_is_closed(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        staged.plan()
        message = case.message_to(staged.reader)
        assert mails.kind_of(case.kind).compose(message) is not None

        close_account_of(staged.reader)

        assert mails.kind_of(case.kind).compose(message) is None


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.asks])
def test_whoever_takes_over_is_told_instead(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged, heir = case.stage(), PersonFactory()
        focal_points.hand_over(staged.seat, to=heir, on=case.now.date(), by=None)
        staged.plan()

        assert case.message_to(staged.reader) is None
        assert mails.kind_of(case.kind).compose(case.message_to(heir)) is not None


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.asks])
def test_what_waits_for_who_has_handed_over_has_nothing_to_say_any_more(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        staged.plan()
        message = case.message_to(staged.reader)
        focal_points.hand_over(staged.seat, to=PersonFactory(), on=case.now.date(), by=None)

        assert mails.kind_of(case.kind).compose(message) is None


def test_who_was_invited_as_a_focal_point_and_handed_over_is_not_invited():
    case = CASES["invited_as_focal_point"]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        focal_points.hand_over(staged.seat, to=PersonFactory(), on=case.now.date(), by=None)
        staged.plan()

    assert case.message_to(staged.reader) is None


def test_every_case_that_is_told_by_a_seat_is_handed_over_here():
    with time_machine.travel(CASES["invited"].now, tick=False):
        by_seat = {name for name, case in CASES.items() if case.stage().seat}

    assert by_seat == {name for name, case in CASES.items() if case.asks} | {
        "invited_as_focal_point"
    }
