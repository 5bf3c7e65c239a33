"""What the mail server does not take now is asked for again, for days."""

from datetime import timedelta

import pytest

from notifications.operations import claims
from notifications.wording import error_of
from tests.notifications.operations.test_claims import LATER, MINE, NOW, begun, now_is, said


def test_what_was_put_off_waits_longer_each_time(db):
    pauses = []
    for attempts in range(1, 8):
        message = begun()
        message.attempts = attempts
        claims.retry_later(message, error=said("451 Later"), now=NOW)
        found = now_is(message)
        assert (found.state, error_of(found)) == ("pending", "451 Later")
        pauses.append((found.due_at - NOW).total_seconds())

    about = [30, 120, 600, 1800, 7200, 21600, 21600]
    assert pauses == [pytest.approx(seconds, rel=0.2) for seconds in about]


@pytest.mark.parametrize(
    ("days", "state"), [(0, "pending"), (1, "pending"), (4.9, "pending"), (5, "failed")]
)
def test_a_server_that_says_later_is_asked_for_days(db, days, state):
    message = begun()
    message.attempts, message.tried_since = 40, NOW - timedelta(days=days)

    claims.retry_later(message, error=said("451 Greylisted"), now=NOW)

    assert now_is(message).state == state


def test_an_attempt_that_nobody_judged_is_not_counted_and_waits_longer_each_time(db):
    pauses = []
    for hours in (0, 1, 20, 100):
        message = begun()
        message.tried_since = NOW - timedelta(hours=hours)
        claims.retry_later(message, error=said("Hung up"), now=NOW, is_judged=False)
        assert now_is(message).attempts == 0
        pauses.append((now_is(message).due_at - NOW).total_seconds())

    assert pauses[1:] == [360, 7200, 36000]
    assert pauses[0] == pytest.approx(30, rel=0.2)


def test_what_is_begun_again_keeps_the_moment_of_the_first_time(db):
    message = begun()
    first = now_is(message).tried_since
    claims.retry_later(message, error=said("451 Later"), now=NOW)
    [again] = claims.claim(token=MINE, now=LATER)

    claims.begin(None, again, token=MINE, now=LATER)

    assert (first, now_is(message).tried_since, again.tried_since) == (NOW, NOW, NOW)
