"""What was promised and delivered, in words."""

from datetime import date

import pytest
import time_machine

from dashboards.queries import numbers, promises
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import promises as words
from partnerships.enums import ActionState
from tests.factories import roles
from tests.factories.partnerships import ActionFactory, CommitmentFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        yield


def test_it_says_how_long_a_first_action_took_and_of_how_many_that_is_known():
    scope = Scope(user=roles.staff(), today=TODAY, period=Period.ALL_YEARS)
    agreed = CommitmentFactory(agreed_on=date(2026, 1, 1))
    assert words.first_steps(promises.first_steps(scope)).startswith("First action")
    for day in (11, 21):
        ActionFactory(
            pairing=agreed.pairing,
            commitment=agreed,
            state=ActionState.DONE,
            closed_on=date(2026, 1, day),
        )
    CommitmentFactory(agreed_on=date(2026, 1, 1))

    assert words.first_steps(promises.first_steps(scope)) == (
        "Half of the agreed areas had their first action done within 10 days."
        " We know this of 1 of 2 agreed areas."
    )


def test_actions_are_told_with_their_lists(signed_in):
    staff = roles.staff()
    scope, client = Scope(staff, TODAY, period=Period.TWO_YEARS), signed_in(staff)
    [nothing] = words.actions(numbers.actions_due(scope), scope)
    assert (nothing.words, nothing.url) == ("No action was due in the last 24 months.", "")
    in_time = {"state": ActionState.DONE, "closed_on": date(2026, 9, 30)}
    for facts in ({}, in_time):
        ActionFactory(due_on=date(2026, 10, 1), **facts)

    told = words.actions(numbers.actions_due(scope), scope)

    assert [each.words for each in told] == [
        "2 actions were due in the last 24 months.",
        "1 of them was done on time.",
        "1 of them is overdue.",
    ]
    lengths = [len(client.get(each.url).context["table"].data) for each in told]
    assert lengths == [2, 1, 1]


def test_what_is_done_and_what_of_it_is_verified_is_one_sentence():
    assert words.finding(promises.Sums(agreed=1)) == "1 agreed area. None is done yet."
    assert words.finding(promises.Sums(planned=9, done=7, verified=4)) == (
        "9 agreed areas. 7 done, 4 of them verified."
    )
