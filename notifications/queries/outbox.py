"""What people look for in the outbox: what will go out, what went, what needs somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, DateTimeField, F, Func, Q, TextField, Value, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, RowNumber

from accounts.models import User
from core.pages import count
from notifications.enums import HELD, LEFT, RESENDABLE, UNSENT, MessageState
from notifications.models import Message, MessageQuerySet, of_mail

AHEAD = timedelta(days=14)
_MOST_CAUSES = 10
# The reply of a mail server with its status, such as "550 5.7.1", or the name of an exception.
_GIST = r"^\w+(?:[ -]\d\.\d+\.\d+)?"


@dataclass(frozen=True)
class Counts:
    """How many messages are in each part of the outbox."""

    coming: int
    went: int
    needing_attention: int
    all: int


@dataclass(frozen=True)
class FailedAlike:
    """How many messages did not arrive for one cause, and one of them."""

    example: Message
    count: int


def coming(messages: MessageQuerySet, *, now: datetime) -> MessageQuerySet:
    """Return what goes out in the next two weeks, the soonest first; ``goes_at`` says when.

    What goes with others goes when their mail does; what its reader has turned off does not go.
    """
    goes_at = Coalesce(of_mail("due_at", DateTimeField()), "due_at")
    waiting = messages.wanted().filter(state__in={*UNSENT, *HELD})
    return (
        waiting.annotate(goes_at=goes_at).filter(goes_at__lt=now + AHEAD).order_by("goes_at", "pk")
    )


def went(messages: MessageQuerySet) -> MessageQuerySet:
    """Return what the mail server took, the latest first; some of it came back."""
    return messages.filter(_WENT).order_by("-sent_at", "-pk")


def needing_attention(messages: MessageQuerySet) -> MessageQuerySet:
    """Return what failed, came back or is unconfirmed, the latest first.

    A digest stands for its items where the reader sees it.
    """
    found = messages.filter(state__in=RESENDABLE)
    return found.exclude(digest__in=found.values("pk")).order_by("-due_at", "-pk")


def alike(messages: MessageQuerySet, example: Message, *, now: datetime) -> MessageQuerySet:
    """Return what ended as ``example`` did, for the same cause, and may still go."""
    begins = re.match(_GIST, example.error_facts.get("words", ""))
    ended = _repeatable(messages, now).filter(state=example.state, last_error=example.last_error)
    return ended.alias(gist=_gist()).filter(gist=begins.group() if begins else "")


def failed_alike(messages: MessageQuerySet, *, now: datetime) -> list[FailedAlike]:
    """Return the causes that kept several messages from arriving, the most frequent first."""
    causes = [F(name) for name in ("state", "last_error", "gist")]
    counted = _repeatable(messages, now).annotate(
        gist=_gist(),
        count=Window(Count("pk"), partition_by=causes),
        place=Window(RowNumber(), partition_by=causes, order_by="-pk"),
    )
    several = counted.filter(place=1, count__gt=1).order_by("-count", "-pk")
    found: Iterable[Any] = several[:_MOST_CAUSES]
    return [FailedAlike(example, example.count) for example in found]


def latest(messages: MessageQuerySet) -> MessageQuerySet:
    """Return the messages of a record, the latest first; what never goes comes last."""
    never = Q(state__in=(MessageState.CANCELLED, MessageState.EXPIRED))
    moment = Coalesce("sent_at", "due_at")
    return messages.annotate(never_goes=never).order_by("never_goes", moment.desc(), "-pk")


def newest(messages: MessageQuerySet, *, most: int) -> tuple[list[Message], bool]:
    """Return the latest messages of a record, ``most`` of them, and whether there are more."""
    found = list(latest(messages).with_details()[: most + 1])
    return found[:most], len(found) > most


def counts(messages: MessageQuerySet, *, now: datetime) -> Counts:
    """Return how many messages each part holds, as far as lists are counted."""
    return Counts(
        coming=count(coming(messages, now=now)),
        went=count(went(messages)),
        needing_attention=count(needing_attention(messages)),
        all=count(messages),
    )


def visible_digests(messages: Iterable[Message], *, reader: User) -> set[int]:
    """Return the keys of the digests of ``messages`` that ``reader`` may see."""
    digests = {message.digest_id for message in messages if message.digest_id}
    seen = Message.objects.visible_to(reader).filter(pk__in=digests)
    return set(seen.order_by().values_list("pk", flat=True))


_WENT = Q(state__in=LEFT)


def _repeatable(messages: MessageQuerySet, now: datetime) -> MessageQuerySet:
    """Return what did not arrive and is of use; what went in a mail that failed goes with it."""
    found = messages.filter(state__in=(MessageState.FAILED, MessageState.BOUNCED))
    mail = Coalesce(of_mail("state", CharField()), Value(""))
    found = found.alias(mail=mail).exclude(mail__in=RESENDABLE)
    return found.filter(Q(not_after=None) | Q(not_after__gt=now))


def _gist() -> Coalesce:
    """Return what the words of an error begin with: the rest names the one mail or its address."""
    words = Coalesce(KT("error_facts__words"), Value(""), output_field=TextField())
    begins = Func(words, Value(_GIST), function="SUBSTRING", output_field=TextField())
    return Coalesce(begins, Value(""), output_field=TextField())
