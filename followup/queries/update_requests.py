"""Who is asked how it goes, about what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Value,
    When,
)
from django.db.models.functions import Concat

from followup.queries import due_items, responsible_people
from followup.queries.due_items import day_field, day_of, noun
from notifications.models import Message
from notifications.queries import quiet_hours
from partnerships.models import Action, Commitment, ProgressUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from followup.queries.due_items import Promise
    from followup.queries.responsible_people import Joined
    from network.models import Person
    from notifications.models import Recipient

KIND = "partnerships.update_request"
AGAIN = ":again:"
BEFORE, DUE, OVERDUE = STAGES = ("before", "due", "overdue")
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# How long before it goes a question shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
_STARTS = {BEFORE: -WEEK, DUE: timedelta(0), OVERDUE: WEEK}


@dataclass(frozen=True)
class Request:
    """What to ask about: a promise whose day is near or past, and how near."""

    promise: Promise
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

    def key_for(self, recipient: Recipient) -> str:
        """Return the identity of the question to one person.

        What has a new day, was given to somebody else or goes on after all is asked about anew.
        """
        day, revision = f"{self.due_on:%Y-%m-%d}", self.promise.revision
        what = f"update:{noun(type(self.promise))}:{self.promise.pk}"
        return f"{what}:{day}:{self.stage}:{recipient.pk}" + (f":r{revision}" if revision else "")

    def window(self, zone: str) -> tuple[datetime, datetime | None]:
        """Return from when until when this is the right question, by a clock in ``zone``."""
        first = quiet_hours.at(self.starts_on, quiet_hours.MORNING, zone)
        if self.ends_on is None:
            return first, None
        return first, quiet_hours.at(self.ends_on, quiet_hours.MORNING, zone)


def to_ask(now: datetime) -> Iterator[tuple[Request, Person]]:
    """Yield what will be due, is due or overdue, with everybody who was not asked about it yet.

    The database leaves out what has its message: a promise that nobody keeps for years costs
    nothing here. By the reader's own clock the time of a question may be over.
    """
    for model in (Action, Commitment):
        yield from _to_ask(model, now)


def request_about(promise: Promise, today: date) -> Request | None:
    """Return what to ask about ``promise`` on that day; None while its day is far or not set."""
    begun = [each for each in requests_about(promise) if each.starts_on <= today]
    return begun[-1] if begun else None


def requests_about(promise: Promise) -> list[Request]:
    """Return every question that is asked in turn until the promise is closed."""
    due_on = day_of(promise)
    return [Request(promise, due_on, stage) for stage in STAGES] if due_on else []


def was_answered(request: Request) -> bool:
    """Say whether somebody has answered since this became the right question."""
    given = request.promise.updates.filter(submitted_at__date__gte=request.starts_on)
    return given.exists()


def first_key(key: str) -> str:
    """Return the key of the question that a repeated message asks again."""
    return key.partition(AGAIN)[0]


def _to_ask(model: type[Promise], now: datetime) -> Iterator[tuple[Request, Person]]:
    found = [(stage, *pair) for stage in STAGES for pair in _unasked(model, stage, now)]
    people = responsible_people.people((pk, person) for _, pk, person in found)
    about = due_items.in_work(model).filter(pk__in={pk for _, pk, _ in found})
    wanted = {
        (each.stage, promise.pk): each for promise in about for each in requests_about(promise)
    }
    for stage, pk, person in found:
        # What was closed since the first question to the database is not there any more.
        if (stage, pk) in wanted:
            yield wanted[stage, pk], people[person]


def _unasked(model: type[Promise], stage: str, now: datetime) -> list[tuple[int, int]]:
    """Return (promise, person) who lack the question of one stage; a day too many at its end."""
    today, day, starts = now.date(), day_field(model), _STARTS[stage]
    near = {f"{day}__lte": today + FORESIGHT - starts}
    if stage != OVERDUE:
        near[f"{day}__gt"] = today - starts - WEEK - DAY
    answer = ProgressUpdate.objects.filter(
        **{noun(model): OuterRef("pk")},
        submitted_at__date__gte=ExpressionWrapper(OuterRef(day) + Value(starts), DateTimeField()),
    )
    waiting = due_items.in_work(model).filter(~Exists(answer), **near)
    joined = [_with_key(each, stage) for each in due_items.asked(waiting, on=today)]
    return responsible_people.pairs(joined, told=Message.objects.filter(key=OuterRef("key")))


def _with_key(joined: Joined, stage: str) -> QuerySet[Any]:
    """Add the identity of each question, as ``Request.key_for`` makes it."""
    anew = Concat(Value(":r"), responsible_people.in_words("revision"))
    keyed: QuerySet[Any] = joined.annotate(
        key=Concat(
            Value(f"update:{noun(joined.model)}:"),
            responsible_people.in_words("pk"),
            Value(":"),
            responsible_people.day_in_words(F(day_field(joined.model))),
            Value(f":{stage}:"),
            responsible_people.in_words("recipient"),
            Case(When(revision=0, then=Value("")), default=anew),
        )
    )
    return keyed
