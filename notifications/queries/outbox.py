"""What people look for in the outbox: what will go out, what went, what needs somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from notifications.enums import HELD, LEFT, RESENDABLE, UNSENT, MessageState
from notifications.models import Message, MessageQuerySet

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Counts:
    """How many messages are in each part of the outbox."""

    coming: int
    went: int
    needing_attention: int
    all: int


def coming(messages: MessageQuerySet, *, now: datetime) -> MessageQuerySet:
    """Return what goes out in the next two weeks, the soonest first; ``goes_at`` says when.

    What goes with others goes when their mail does; what its reader has turned off does not go.
    """
    goes_at = Coalesce("digest__due_at", "due_at")
    return (
        messages.wanted().filter(_coming(now)).annotate(goes_at=goes_at).order_by("goes_at", "pk")
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
    """Return how many messages each part holds."""
    found = messages.order_by().aggregate(
        went=Count("pk", filter=_WENT),
        all=Count("pk"),
    )
    coming_out = coming(messages, now=now).count()
    return Counts(**found, coming=coming_out, needing_attention=needing_attention(messages).count())


def visible_digests(messages: Iterable[Message], *, reader: User) -> set[int]:
    """Return the keys of the digests of ``messages`` that ``reader`` may see."""
    digests = {message.digest_id for message in messages if message.digest_id}
    seen = Message.objects.visible_to(reader).filter(pk__in=digests)
    return set(seen.order_by().values_list("pk", flat=True))


_WENT = Q(state__in=LEFT)


def _coming(now: datetime) -> Q:
    last = now + AHEAD
    alone = Q(digest=None, due_at__lt=last)
    return Q(state__in={*UNSENT, *HELD}) & (alone | Q(digest__due_at__lt=last))
