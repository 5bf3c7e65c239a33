"""Who becomes a focal point is told what there is: once, on the first day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import introductions, outbox
from followup.queries.introductions import FORESIGHT, FRESH, KIND
from followup.queries.update_requests import DAY, midnight
from followup.terms import Plan
from network.models import FocalPoint, Organization
from notifications.models import Message
from notifications.operations import messages


@dataclass(frozen=True)
class Case:
    """An organization, the seats of its focal points, and what was told of them."""

    organization: Organization
    seats: list[FocalPoint]
    messages: list[Message]


@dataclass(frozen=True)
class Introductions:
    """The planner of organizations."""

    model: type[Organization] = Organization
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the organizations with a focal point who began lately or is still to begin."""
        fresh = FocalPoint.objects.filter(starts_on__gte=today - FRESH)
        return Organization.objects.filter(pk__in=fresh.values("organization"))

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:  # noqa: ARG002
        """Fetch the organizations, their seats and their introductions."""
        organizations = Organization.objects.filter(pk__in=keys).order_by("pk")
        seats: dict[int, list[FocalPoint]] = {key: [] for key in keys}
        for seat in introductions.seats_of(keys).order_by("pk"):
            seats[seat.organization_id].append(seat)
        found = outbox.messages_about(Organization, keys, kinds=[KIND])
        return {each.pk: Case(each, seats[each.pk], found[each.pk]) for each in organizations}

    def outdated(self, case: Case) -> list[Message]:  # noqa: ARG002
        """Return nothing: a seat may come back as it was, and so does its introduction."""
        return []

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Introduce who is new, and drop what waits for whoever is not to begin any more."""
        found = made(case.organization, _introductions(case, now))
        known = {each.key for each in case.messages}
        right = {each.key for each in found.messages}
        moments = [each for each in (*_moments(case), *found.again_at(now)) if each > now]
        return Plan(
            wanted=[each for each in found.messages if each.key not in known],
            stale=[each for each in outbox.waiting(case.messages, KIND) if each.key not in right],
            next_check_at=min(moments, default=None),
            is_over=not moments,
        )


INTRODUCTIONS = Introductions()


def _introductions(case: Case, now: datetime) -> Iterator[partial[messages.OutgoingMessage]]:
    for seat in case.seats:
        if introductions.is_new(seat, now.date()) and seat.person.is_reached:
            yield partial(_introduction, case.organization, seat, now)


def _introduction(
    organization: Organization, seat: FocalPoint, now: datetime
) -> messages.OutgoingMessage:
    recipient = seat.person.recipient
    begins, ends = introductions.window(seat, recipient.time_zone)
    return messages.OutgoingMessage(
        key=introductions.key_for(seat, recipient),
        kind=KIND,
        recipient=recipient,
        about=organization,
        reason=Reason.FOCAL_POINT,
        reason_facts={"organization": str(organization)},
        due_at=max(now, begins),
        not_after=ends,
    )


def _moments(case: Case) -> Iterator[datetime]:
    """Yield when a seat comes into sight, and when it is new no more."""
    for first in (seat.starts_on for seat in case.seats if seat.starts_on):
        yield midnight(first - FORESIGHT)
        yield midnight(first + FRESH + DAY)
