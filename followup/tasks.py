"""Planners of partnerships: they may run at any time, twice, or late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from celery import shared_task

from followup.planners import endings, escalations, inactive_pairings, update_requests
from notifications.operations import heartbeats
from notifications.queries import clock

if TYPE_CHECKING:
    from notifications.operations.planning import Planner

REQUESTS_EVERY = timedelta(minutes=5)
NOTICES_EVERY = timedelta(minutes=30)


@shared_task(name="partnerships.plan_update_requests")
def plan_update_requests() -> None:
    _plan("partnerships.plan_update_requests", update_requests.plan, every=REQUESTS_EVERY)


@shared_task(name="partnerships.plan_escalations")
def plan_escalations() -> None:
    _plan("partnerships.plan_escalations", escalations.plan, every=NOTICES_EVERY)


@shared_task(name="partnerships.plan_silent_pairings")
def plan_silent_pairings() -> None:
    _plan("partnerships.plan_silent_pairings", inactive_pairings.plan, every=NOTICES_EVERY)


@shared_task(name="partnerships.plan_agreement_notices")
def plan_agreement_notices() -> None:
    _plan("partnerships.plan_agreement_notices", endings.plan, every=NOTICES_EVERY)


def _plan(name: str, planner: Planner, *, every: timedelta) -> None:
    now = clock.now()
    if heartbeats.acquire(name, now=now, every=every):
        planner(now=now)
