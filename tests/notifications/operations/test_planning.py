"""Those who find what will be due."""

from datetime import UTC, datetime

from notifications.operations import planning

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_every_app_that_plans_is_asked(db):
    assert planning.plan_all(now=NOW) == {
        "followup: events.event": 0,
        "followup: partnerships.action": 0,
        "followup: partnerships.agreement": 0,
        "followup: partnerships.commitment": 0,
        "followup: partnerships.pairing": 0,
    }
