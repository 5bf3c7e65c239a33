"""What is so late that the ILO's staff should know, and whom of them to tell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from network.queries import staff
from notifications.enums import LEFT, Choice, MessageState
from notifications.models import Message
from partnerships.models import Action, Commitment
from partnerships.queries import answering, promises, reminders
from partnerships.queries.promises import day_field, day_of, noun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from network.models import Person
    from notifications.models import Recipient
    from partnerships.models import ProgressUpdate
    from partnerships.queries.promises import Promise

KIND = "partnerships.escalation"
AFTER = timedelta(days=21)
# Whoever was asked late, because the site stood still or the person is new, has a week to answer.
PATIENCE = timedelta(days=7)
DAY = timedelta(days=1)


def to_tell(now: datetime) -> Iterator[tuple[Promise, Person]]:
    """Yield what is late by three weeks and was not told yet, with each who is responsible."""
    responsible: dict[frozenset[int | None], list[Person]] = {}
    for model in (Action, Commitment):
        for promise in _untold(model, now).prefetch_related("pairing__parties__organization"):
            countries = answering.countries_of(promise.pairing.parties.all())
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
    return staff.responsible_for(answering.countries_of(promise.pairing.parties.all()))


def asked_so_far(promise: Promise) -> QuerySet[Message]:
    """Return the questions about the promise that were sent, the newest first."""
    questions = Message.objects.about(promise).filter(kind=reminders.KIND, state__in=LEFT)
    of_this_day = questions.filter(key__contains=f":{day_of(promise):%Y-%m-%d}:")
    return of_this_day.select_related("recipient").order_by("-sent_at", "-pk")


def last_answer(promise: Promise) -> ProgressUpdate | None:
    """Return the newest answer about the promise that no correction has replaced."""
    newest = promise.updates.current().select_related("author", "submitted_by")
    return newest.order_by("-submitted_at", "-pk").first()


def _untold(model: type[Promise], now: datetime) -> QuerySet[Promise]:
    """Return what nobody was told, a day ahead: in the east of the world it is morning first."""
    day = day_field(model)
    about = {"about_type": ContentType.objects.get_for_model(model), "about_id": OuterRef("pk")}
    unwanted = Q(recipient__preferences__kind=KIND, recipient__preferences__choice=Choice.OFF)
    told = Message.objects.filter(
        ~Q(state=MessageState.CANCELLED) | unwanted,
        kind=KIND,
        key__startswith=OuterRef("key_begins"),
        **about,
    )
    just_asked = Message.objects.filter(
        kind=reminders.KIND, due_at__gt=now - PATIENCE, **about
    ).exclude(Q(state=MessageState.CANCELLED) | Q(key__contains=reminders.AGAIN))
    late = promises.in_work(model).filter(**{f"{day}__lte": now.date() + DAY - AFTER})
    begins = Concat(
        Value(f"escalation:{noun(model)}:"),
        answering.in_words("pk"),
        Value(":"),
        answering.day_in_words(F(day)),
        Value(":"),
    )
    keyed: QuerySet[Promise] = late.annotate(key_begins=begins)
    return keyed.filter(~Exists(told), ~Exists(just_asked))
