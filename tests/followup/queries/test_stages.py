"""A stage is left out when the next one begins before its reader's quiet ends."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.queries import stages

BANGKOK = "Asia/Bangkok"
# Monday, eight o'clock in Bangkok.
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def is_overtaken(begins, next_begins, *, now):
    return stages.is_overtaken(begins=begins, next_begins=next_begins, zone=BANGKOK, now=now)


@pytest.mark.parametrize(
    ("hours", "overtaken"),
    # From Friday afternoon on: the evening before the quiet, the weekend, the night, the morning.
    [(-64, False), (-61, False), (-60, True), (-30, True), (-1, True), (0, True), (5, True)],
)
def test_what_can_only_go_with_the_next_stage_or_after_it_is_left_out(hours, overtaken):
    assert is_overtaken(MONDAY - WEEK, MONDAY, now=MONDAY + hours * HOUR) is overtaken


def test_a_stage_that_begins_later_waits_for_its_own_morning():
    assert not is_overtaken(MONDAY + WEEK, MONDAY + 2 * WEEK, now=MONDAY - HOUR)


def test_the_last_stage_has_none_that_takes_its_place():
    assert not is_overtaken(MONDAY - WEEK, None, now=MONDAY - HOUR)
