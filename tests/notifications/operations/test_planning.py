"""Those who find what will be due."""

from datetime import UTC, datetime

from notifications.operations import planning

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_every_app_that_plans_is_asked(db):
    assert planning.plan_all(now=NOW) == {
        "events": 0,
        "partnerships: ends of agreements": 0,
        "partnerships: pairings without news": 0,
        "partnerships: update requests": 0,
        "partnerships: what is late": 0,
    }
