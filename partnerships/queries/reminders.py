"""Who is asked how it goes, about what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from django.contrib.contenttypes.models import ContentType

from network.queries.focal_points import answering_for
from notifications.models import Message
from partnerships.enums import PairingPhase
from partnerships.models import Action, Commitment
from partnerships.queries.pairings import focal_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from network.models import Organization, Person
    from notifications.models import Recipient
    from partnerships.models import Pairing

Promise: TypeAlias = Action | Commitment

KIND = "partnerships.update_request"
AGAIN = ":again:"
BEFORE, DUE, OVERDUE = STAGES = ("before", "due", "overdue")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Request:
    """What to ask about: a promise whose day is near or past, and how near."""

    promise: Promise
    due_on: date
    stage: str

    @property
    def key(self) -> str:
        """The identity of the question; a promise with a new day is asked about anew."""
        noun = "action" if isinstance(self.promise, Action) else "commitment"
        return f"update:{noun}:{self.promise.pk}:{self.due_on:%Y-%m-%d}:{self.stage}"

    @property
    def starts_on(self) -> date:
        """The day from which this question is the right one."""
        return self.due_on + {BEFORE: -WEEK, DUE: timedelta(0), OVERDUE: WEEK}[self.stage]

    @property
    def ends_on(self) -> date | None:
        """The day from which the next question replaces it; the last one stands."""
        return None if self.stage == OVERDUE else self.starts_on + WEEK

    def key_for(self, recipient: Recipient) -> str:
        """Return the identity of the message to one of those who are asked."""
        return f"{self.key}:{recipient.pk}"


def to_ask(today: date) -> Iterator[Request]:
    """Yield what is due or overdue in pairings that are worked on and was not asked yet."""
    yield from _unasked(in_work(Action.objects.open().filter(due_on__lte=today + WEEK)), today)
    yield from _unasked(in_work(Commitment.objects.open().filter(ends_on__lte=today + WEEK)), today)


def request_about(promise: Promise, today: date) -> Request | None:
    """Return what to ask about ``promise`` on that day; None while its day is far or not set."""
    begun = [each for each in requests_about(promise) if each.starts_on <= today]
    return begun[-1] if begun else None


def requests_about(promise: Promise) -> list[Request]:
    """Return every question that is asked in turn until the promise is closed."""
    due_on = promise.due_on if isinstance(promise, Action) else promise.ends_on
    return [Request(promise, due_on, stage) for stage in STAGES] if due_on else []


def asked_about(promise: Promise, *, on: date) -> list[Person]:
    """Return who can be asked: the person named, else who answers for the side that acts."""
    person = promise.person if isinstance(promise, Action) else None
    if person and person.recipient.is_reachable:
        return [person]
    organization = promise.organization if isinstance(promise, Action) else promise.promised_by
    people = (
        people_of_side(promise.pairing, organization, on=on)
        if organization
        else focal_people(promise.pairing, on=on)
    )
    return [person for person in people if person.recipient.is_reachable]


def in_work(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Leave out pairings that rest or are closed, and fetch what a request needs."""
    active = promises.exclude(
        pairing__phase__in=[PairingPhase.PAUSED, PairingPhase.CONCLUDED, PairingPhase.ENDED_EARLY]
    )
    return active.select_related("pairing").order_by("pk")


def people_of_side(pairing: Pairing, organization: Organization, *, on: date) -> list[Person]:
    """Return who answers for one side: the pairing's own focal points, else the organization's."""
    appointed = pairing.focal_points.on(on).filter(organization=organization).order_by("pk")
    own = [each.person for each in appointed.select_related("person__recipient")]
    return own or list(answering_for(organization, on=on).order_by("pk"))


def first_key(key: str) -> str:
    """Return the key of the question that a repeated message asks again."""
    return key.partition(AGAIN)[0]


def _unasked(promises: QuerySet[Promise], today: date) -> Iterator[Request]:
    kind = ContentType.objects.get_for_model(promises.model)
    asked = Message.objects.filter(kind=KIND, about_type=kind, about_id__in=promises.values("pk"))
    known = {first_key(key).rpartition(":")[0] for key in asked.values_list("key", flat=True)}
    for promise in promises:
        request = request_about(promise, today)
        if request and request.key not in known:
            yield request
