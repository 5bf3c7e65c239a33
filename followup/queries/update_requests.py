"""Who is asked how it goes, about what, and when."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from followup.queries.due_items import DueItem, day_of, noun
from notifications.models import Recipient
from notifications.queries import quiet_hours
from partnerships.models import ProgressUpdate

KIND = "partnerships.update_request"
AGAIN = ":again:"
BEFORE, DUE, OVERDUE = STAGES = ("before", "due", "overdue")
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# How long before it goes a question shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
_STARTS = {BEFORE: -WEEK, DUE: timedelta(0), OVERDUE: WEEK}
_REVISION = re.compile(r":r(\d+)(?=:|$)")


@dataclass(frozen=True)
class Request:
    """What to ask about: an item whose day is near or past, and how near."""

    item: DueItem
    due_on: date
    stage: str

    @property
    def starts_on(self) -> date:
        """The day from which this question is the right one."""
        return self.due_on + _STARTS[self.stage]

    @property
    def ends_on(self) -> date | None:
        """The day from which the next question replaces it; the last one stands."""
        return None if self.stage == OVERDUE else self.starts_on + WEEK

    @property
    def seen_from(self) -> datetime:
        """The moment from which it shows in the outbox, whoever its reader is."""
        return midnight(self.starts_on - FORESIGHT)

    def is_seen(self, today: date) -> bool:
        """Say whether it is within sight and not over; somewhere it is still yesterday."""
        lasts = self.ends_on is None or self.ends_on >= today
        return self.starts_on <= today + FORESIGHT and lasts

    def is_answered(self, answered_at: datetime | None) -> bool:
        """Say whether the newest answer came since this is the right question."""
        return answered_at is not None and timezone.localdate(answered_at) >= self.starts_on

    def key_for(self, recipient: Recipient) -> str:
        """Return the identity of the question to one person.

        What has a new day, was given to somebody else or goes on after all is asked about anew.
        """
        day, revision = f"{self.due_on:%Y-%m-%d}", self.item.revision
        what = f"update:{noun(type(self.item))}:{self.item.pk}"
        return f"{what}:{day}:{self.stage}:{recipient.pk}" + (f":r{revision}" if revision else "")

    def window(self, zone: str) -> tuple[datetime, datetime | None]:
        """Return from when until when this is the right question, by a clock in ``zone``."""
        first = quiet_hours.at(self.starts_on, quiet_hours.MORNING, zone)
        if self.ends_on is None:
            return first, None
        return first, quiet_hours.at(self.ends_on, quiet_hours.MORNING, zone)


def request_about(item: DueItem, today: date) -> Request | None:
    """Return what to ask about ``item`` on that day; None while its day is far or not set."""
    begun = [each for each in requests_about(item) if each.starts_on <= today]
    return begun[-1] if begun else None


def requests_about(item: DueItem) -> list[Request]:
    """Return every question that is asked in turn until the item is closed."""
    due_on = day_of(item)
    return [Request(item, due_on, stage) for stage in STAGES] if due_on else []


def answered_at(model: type[DueItem], keys: Collection[int]) -> dict[int, datetime]:
    """Return when somebody answered last about each of these items, if anybody did."""
    about = noun(model)
    found = ProgressUpdate.objects.filter(**{f"{about}__in": keys}).order_by().values(about)
    return dict(found.annotate(newest=Max("submitted_at")).values_list(about, "newest"))


def was_answered(request: Request) -> bool:
    """Say whether somebody has answered since this became the right question."""
    newest = answered_at(type(request.item), [request.item.pk])
    return request.is_answered(newest.get(request.item.pk))


def first_key(key: str) -> str:
    """Return the key of the question that a repeated message asks again."""
    return key.partition(AGAIN)[0]


def revision_in(key: str) -> int:
    """Return which version of its record the key of a message names; the first one goes unsaid."""
    found = _REVISION.search(key)
    return int(found[1]) if found else 0


def midnight(day: date) -> datetime:
    """Return the moment at which the planner's day begins."""
    return datetime.combine(day, time(), tzinfo=UTC)
