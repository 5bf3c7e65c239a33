"""What is so late that the ILO's staff should know, and whom of them to tell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from followup.queries import due_items, responsible_people, update_requests
from followup.queries.due_items import day_field, day_of, noun
from network.queries import staff
from notifications.enums import LEFT, Choice, MessageState
from notifications.models import Message
from partnerships.models import Action, Commitment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from followup.queries.due_items import Promise
    from network.models import Person
    from notifications.models import Recipient
    from partnerships.models import ProgressUpdate

KIND = "partnerships.escalation"
AFTER = timedelta(days=21)
# Whoever was asked late, because the site stood still or the person is new, has a week to answer.
PATIENCE = timedelta(days=7)


def to_tell(now: datetime) -> Iterator[tuple[Promise, Person]]:
    """Yield what will soon be late by three weeks and was not told, with each who is responsible.

    It is promised ahead as the questions are, so that the outbox shows what will go out.
    """
    responsible: dict[frozenset[int | None], list[Person]] = {}
    for model in (Action, Commitment):
        for promise in _untold(model, now).prefetch_related("pairing__parties__organization"):
            countries = responsible_people.countries_of(promise.pairing.parties.all())
            if countries not in responsible:
                responsible[countries] = staff.responsible_for(countries)
            for person in responsible[countries]:
                yield promise, person


def key_for(promise: Promise, recipient: Recipient) -> str:
    """Return the identity of what one person is told about a promise and its day."""
    day = f"{day_of(promise):%Y-%m-%d}"
    what = f"escalation:{noun(type(promise))}:{promise.pk}:{day}"
    return f"{what}:r{promise.revision}:{recipient.pk}"


def told_about(promise: Promise) -> list[Person]:
    """Return who of the staff follows up what the sides of this pairing promised."""
    return staff.responsible_for(responsible_people.countries_of(promise.pairing.parties.all()))


def asked_so_far(promise: Promise) -> QuerySet[Message]:
    """Return the questions about the promise that were sent, the newest first."""
    questions = Message.objects.about(promise).filter(kind=update_requests.KIND, state__in=LEFT)
    of_this_day = questions.filter(key__contains=f":{day_of(promise):%Y-%m-%d}:")
    return of_this_day.select_related("recipient").order_by("-sent_at", "-pk")


def last_answer(promise: Promise) -> ProgressUpdate | None:
    """Return the newest answer about the promise that no correction has replaced."""
    newest = promise.updates.current().select_related("author", "submitted_by")
    return newest.order_by("-submitted_at", "-pk").first()


def to_put_off(now: datetime) -> Iterator[Promise]:
    """Yield what will be told though somebody new was asked since: they have a week to answer."""
    for model in (Action, Commitment):
        waiting = Message.objects.filter(kind=KIND, state=MessageState.PENDING, **_about(model))
        yield from _in_sight(model, now).filter(Exists(waiting), Exists(_just_asked(model, now)))


def _untold(model: type[Promise], now: datetime) -> QuerySet[Promise]:
    """Return what nobody was told, of all that is in sight."""
    unwanted = Q(recipient__preferences__kind=KIND, recipient__preferences__choice=Choice.OFF)
    told = Message.objects.filter(
        ~Q(state=MessageState.CANCELLED) | unwanted,
        kind=KIND,
        key__startswith=OuterRef("key_begins"),
        **_about(model),
    )
    begins = Concat(
        Value(f"escalation:{noun(model)}:"),
        responsible_people.in_words("pk"),
        Value(":"),
        responsible_people.day_in_words(F(day_field(model))),
        Value(":"),
    )
    keyed: QuerySet[Promise] = _in_sight(model, now).annotate(key_begins=begins)
    return keyed.filter(~Exists(told), ~Exists(_just_asked(model, now)))


def _in_sight(model: type[Promise], now: datetime) -> QuerySet[Any]:
    """Return what will be late by three weeks when the outbox's two weeks are over."""
    last_day = now.date() + update_requests.FORESIGHT - AFTER
    return due_items.in_work(model).filter(**{f"{day_field(model)}__lte": last_day})


def _just_asked(model: type[Promise], now: datetime) -> QuerySet[Message]:
    """Return the questions whose week to answer is not over when the staff would be told."""
    told_on = ExpressionWrapper(
        OuterRef(day_field(model)) + Value(AFTER - PATIENCE), DateTimeField()
    )
    recent = Message.objects.filter(
        kind=update_requests.KIND, due_at__gt=now - PATIENCE, **_about(model)
    ).filter(due_at__gt=told_on)
    return recent.exclude(Q(state=MessageState.CANCELLED) | Q(key__contains=update_requests.AGAIN))


def _about(model: type[Promise]) -> dict[str, Any]:
    return {"about_type": ContentType.objects.get_for_model(model), "about_id": OuterRef("pk")}
