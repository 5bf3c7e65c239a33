"""What is due: who answers for it is asked in turn, and after three weeks the staff is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import Made, Make, made
from followup.queries import due_items, escalations, outbox, stages, update_requests
from followup.queries.due_items import DueItem, day_of
from followup.queries.responsible_people import sphere_of
from followup.queries.update_requests import AGAIN, DAY, Request, midnight, requests_about
from followup.terms import Plan
from network.models import Person
from network.queries import staff
from notifications.enums import Choice, MessageState
from notifications.models import Message, Preference
from notifications.operations import messages
from notifications.queries import quiet_hours
from partnerships.models import Action, Commitment

KINDS = (update_requests.KIND, escalations.KIND)


@dataclass(frozen=True)
class Case:
    """An item and all that decides who hears of it."""

    item: DueItem
    asked: list[Person]
    # The next day on which somebody else may be asked.
    others_on: date | None
    # Of the staff, once they may have to be told.
    staff: list[Person]
    answered_at: datetime | None
    messages: list[Message]
    # Who turned off what is told to the staff, by the key of the recipient.
    unwilling: frozenset[int]


@dataclass(frozen=True)
class DueItems:
    """The planner of actions, or of agreed areas."""

    model: type[DueItem]
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:  # noqa: ARG002
        """Return what is open."""
        return self.model.objects.open()

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:
        """Fetch the items, who answers for them, what was answered and what was told."""
        items = _items(self.model, keys)
        people = due_items.people_for(items, on=now.date())
        found = outbox.messages_about(self.model, keys, kinds=KINDS)
        answered = update_requests.answered_at(self.model, keys)
        spheres = {
            item.pk: sphere_of(people.parties_of(item.pairing_id), item.pairing) for item in items
        }
        responsible = staff.responsible_for_each(
            spheres[item.pk] for item in items if _is_near(item, now)
        )
        unwilling = _unwilling(each for about in found.values() for each in about)
        return {
            item.pk: Case(
                item,
                asked=due_items.asked_of(item, people),
                others_on=due_items.others_on(item, people),
                staff=responsible.get(spheres[item.pk], []),
                answered_at=answered.get(item.pk),
                messages=found[item.pk],
                unwilling=unwilling,
            )
            for item in items
        }

    def outdated(self, case: Case) -> list[Message]:
        """Return what waits and names an earlier version of the item."""
        return [
            each
            for each in outbox.unsent(case.messages, *KINDS)
            if update_requests.revision_in(each.key) < case.item.revision
        ]

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Ask how it goes, and tell the staff of what stays undone."""
        item, due_on = case.item, day_of(case.item)
        if due_on is None or not due_items.is_in_work(item) or due_items.is_history(item):
            return Plan(stale=_waiting(case), is_over=True)
        requests = made(item, _requests(case, now))
        questions = _unknown(case, requests)
        asked = (*_asked(case), *(_goes_at(each, now) for each in questions))
        patience = escalations.patience_ends(due_on, asked)
        notices = made(item, _notices(case, patience, now))
        moments = (
            *_moments(case, due_on, patience, now),
            *requests.again_at(now),
            *notices.again_at(now),
        )
        return Plan(
            wanted=[*questions, *_unknown(case, notices)],
            stale=[each for each in _waiting(case) if not _holds(each, case, patience, now)],
            next_check_at=min((each for each in moments if each > now), default=None),
        )


ACTIONS, COMMITMENTS = DueItems(Action), DueItems(Commitment)


def _items(model: type[DueItem], keys: Collection[int]) -> list[DueItem]:
    return list(due_items.with_details(model).filter(pk__in=keys).order_by("pk"))


def _is_near(item: DueItem, now: datetime) -> bool:
    """Say whether the staff may have to be told of it by now."""
    due_on = day_of(item)
    return due_on is not None and escalations.seen_from(due_on) <= now


def _unwilling(found: Iterable[Message]) -> frozenset[int]:
    """Return who of those from whom something was kept does not want to be told."""
    kept = {
        each.recipient_id
        for each in found
        if each.kind == escalations.KIND and each.state == MessageState.CANCELLED
    }
    if not kept:
        return frozenset()
    off = Preference.objects.filter(kind=escalations.KIND, choice=Choice.OFF, recipient__in=kept)
    return frozenset(off.values_list("recipient", flat=True))


def _unknown(case: Case, found: Made) -> list[messages.OutgoingMessage]:
    """Return what has no message yet."""
    known = {each.key for each in case.messages}
    return [each for each in found.messages if each.key not in known]


def _waiting(case: Case) -> list[Message]:
    """Return what waits, but for new links: who asked for one gets it."""
    return [each for each in outbox.waiting(case.messages, *KINDS) if AGAIN not in each.key]


def _holds(message: Message, case: Case, patience: datetime | None, now: datetime) -> bool:
    """Say whether what waits is still right, and for this reader."""
    if message.kind == escalations.KIND:
        is_to_wait = patience is not None and patience > now
        readers = {person.recipient_id for person in case.staff}
        return not is_to_wait and message.recipient_id in readers
    keys = (
        request.key_for(person.recipient)
        for request in _open_requests(case)
        for person in case.asked
    )
    return message.key in keys


def _open_requests(case: Case) -> list[Request]:
    found = requests_about(case.item)
    return [each for each in found if not each.is_answered(case.answered_at)]


def _requests(case: Case, now: datetime) -> Iterator[Make]:
    for request in _open_requests(case):
        if request.is_seen(now.date()):
            for person in case.asked:
                yield partial(_request, request, person, now)


def _request(request: Request, person: Person, now: datetime) -> messages.OutgoingMessage | None:
    """Return the request; None if by the reader's clock the next one takes its place."""
    zone = person.recipient.time_zone
    begins, ends = request.window(zone)
    if stages.is_overtaken(begins=begins, next_begins=ends, zone=zone, now=now):
        return None
    return messages.OutgoingMessage(
        key=request.key_for(person.recipient),
        kind=update_requests.KIND,
        recipient=person.recipient,
        about=request.item,
        reason=_why_asked(request.item, person),
        due_at=max(now, begins),
        not_after=ends,
        within=request.item.pairing,
    )


def _why_asked(item: DueItem, person: Person) -> Reason:
    if isinstance(item, Action) and item.person_id == person.pk:
        return Reason.NAMED
    if isinstance(item, Action):
        return Reason.ACTING_SIDE
    return Reason.PROMISING_SIDE


def _asked(case: Case) -> Iterator[datetime]:
    """Yield when somebody is or was asked, of their own accord or not."""
    for each in case.messages:
        is_asked = each.kind == update_requests.KIND and each.state != MessageState.CANCELLED
        if is_asked and AGAIN not in each.key:
            yield each.due_at


def _goes_at(message: messages.OutgoingMessage, now: datetime) -> datetime:
    return quiet_hours.when_to_send(
        message.due_at,
        not_after=message.not_after,
        zone=message.recipient.time_zone,
        urgency=message.urgency,
        now=now,
    )


def _notices(case: Case, patience: datetime | None, now: datetime) -> Iterator[Make]:
    """Yield what the staff must be told, once an item and day."""
    due_on = day_of(case.item)
    is_to_wait = patience is not None and patience > now
    if due_on is None or is_to_wait or escalations.seen_from(due_on) > now or _is_notified(case):
        return
    for person in case.staff:
        yield partial(_escalation, case.item, due_on, person, now)


def _is_notified(case: Case) -> bool:
    """Say whether the staff was told, will be, or does not want to be."""
    readers = {person.recipient_id for person in case.staff}
    stem = escalations.key_stem(case.item)
    return any(
        each.key.startswith(stem) and _counts(each, case, readers)
        for each in case.messages
        if each.kind == escalations.KIND
    )


def _counts(message: Message, case: Case, readers: set[int]) -> bool:
    if message.state == MessageState.CANCELLED:
        return message.recipient_id in case.unwilling
    return message.state != MessageState.PENDING or message.recipient_id in readers


def _escalation(
    item: DueItem, due_on: date, person: Person, now: datetime
) -> messages.OutgoingMessage:
    recipient = person.recipient
    morning = quiet_hours.at(due_on + escalations.AFTER, quiet_hours.MORNING, recipient.time_zone)
    return messages.OutgoingMessage(
        key=escalations.key_for(item, recipient),
        kind=escalations.KIND,
        recipient=recipient,
        about=item,
        reason=Reason.FOLLOWS_UP_LATE,
        due_at=max(now, morning),
        within=item.pairing,
    )


def _moments(
    case: Case, due_on: date, patience: datetime | None, now: datetime
) -> Iterator[datetime]:
    """Yield when something may become right that is not yet."""
    yield from (each.seen_from for each in requests_about(case.item))
    yield escalations.seen_from(due_on)
    if patience:
        yield patience
    if case.others_on:
        yield midnight(case.others_on)
    if escalations.seen_from(due_on) <= now and not _is_settled(case):
        yield now + DAY


def _is_settled(case: Case) -> bool:
    """Say whether the staff needs no more looking after: the mail left, it is not only planned."""
    waits = outbox.waiting(case.messages, escalations.KIND)
    return _is_notified(case) and not waits
