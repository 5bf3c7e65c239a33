"""What needs somebody's attention, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from events.models import Event
from events.queries import replies
from notifications.models import Message
from notifications.queries import outbox
from partnerships.enums import PairingStatus
from partnerships.models import (
    Action,
    Agreement,
    AnswerReferral,
    Commitment,
    Pairing,
    ProgressUpdate,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

ENDING_SOON = 90
SHOWN = 8
YEAR = 365


@dataclass(frozen=True)
class Concern:
    """One thing that waits: how bad it is, what it is, where to deal with it."""

    tone: str
    icon: str
    title: str
    detail: str
    url: str
    pairing: str = ""


@dataclass(frozen=True)
class Attention:
    """The concerns that are shown, and how many there are in all."""

    concerns: tuple[Concern, ...]
    total: int

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.total - len(self.concerns)


def attention(user: User, *, today: date, limit: int | None = SHOWN) -> Attention:
    """Return what ``user`` should look at today; all of it without a ``limit``."""
    found = [
        *_messages_needing_attention(user),
        *_overdue_actions(user, today),
        *_reports_due(user, today),
        *_stand_ins(user, today),
        *_ending_agreements(user, today),
        *_referrals(user),
        *_unverified_updates(user),
        *_late_commitments(user, today),
        *_quiet_pairings(user, today),
    ]
    return Attention(tuple(found[:limit]), len(found))


def _messages_needing_attention(user: User) -> Iterator[Concern]:
    count = outbox.needing_attention(Message.objects.visible_to(user)).count()
    if count:
        yield Concern(
            "bad",
            "mail",
            ngettext("%(count)d message did not arrive", "%(count)d messages did not arrive", count)
            % {"count": count},
            _("Somebody waits for news that did not come"),
            reverse("notifications:message-needing-attention"),
        )


def _overdue_actions(user: User, today: date) -> Iterator[Concern]:
    actions = Action.objects.visible_to(user).overdue(today).select_related("pairing")
    for action in actions.order_by("due_on", "pk"):
        yield Concern(
            "bad",
            "alert",
            action.text,
            _("Was due on %(day)s") % {"day": formats.day(_known(action.due_on))},
            action.get_absolute_url(),
            action.pairing.title,
        )


def _reports_due(user: User, today: date) -> Iterator[Concern]:
    for event in Event.objects.visible_to(user).report_due(today).order_by("day", "pk"):
        yield Concern(
            "warn",
            "file",
            event.title,
            _("Was planned for %(day)s. What came of it?")
            % {"day": formats.day(_known(event.day))},
            event.get_absolute_url(),
        )


def _stand_ins(user: User, today: date) -> Iterator[Concern]:
    for event, count in replies.stand_ins_waiting(user, today=today).items():
        yield Concern(
            "warn",
            "question",
            ngettext(
                "%(count)d person was named instead of another and waits for your answer",
                "%(count)d people were named instead of others and wait for your answer",
                count,
            )
            % {"count": count},
            event.title,
            f"{event.get_absolute_url()}#people",
        )


def _ending_agreements(user: User, today: date) -> Iterator[Concern]:
    last = date.fromordinal(today.toordinal() + ENDING_SOON)
    agreements = Agreement.objects.visible_to(user).in_force(today).filter(ends_on__lte=last)
    for agreement in agreements.filter(renewed_by=None).order_by("ends_on", "pk"):
        yield Concern(
            "warn",
            "clock",
            agreement.title,
            _("The agreement ends on %(day)s") % {"day": formats.day(_known(agreement.ends_on))},
            agreement.get_absolute_url(),
        )


def _referrals(user: User) -> Iterator[Concern]:
    hints = AnswerReferral.objects.visible_to(user).open().select_related("pairing", "person")
    for hint in hints.order_by("created_at"):
        yield Concern(
            "warn",
            "question",
            hint.text,
            _("%(name)s says that somebody else should answer") % {"name": hint.person.name},
            hint.pairing.get_absolute_url(),
            hint.pairing.title,
        )


def _unverified_updates(user: User) -> Iterator[Concern]:
    updates = ProgressUpdate.objects.visible_to(user).current()
    waiting = updates.filter(verified_at=None, returned_at=None).exclude(submitted_by=user)
    for update in waiting.select_related("pairing").order_by("submitted_at"):
        yield Concern(
            "new",
            "new",
            _("Update: %(answer)s") % {"answer": update.get_answer_display()},
            _("Nobody has verified it yet"),
            update.get_absolute_url(),
            update.pairing.title,
        )


def _late_commitments(user: User, today: date) -> Iterator[Concern]:
    late = Commitment.objects.visible_to(user).late(today).select_related("pairing", "area")
    for commitment in late.order_by("ends_on", "pk"):
        yield Concern(
            "warn",
            "clock",
            commitment.text or commitment.area.name,
            _("Agreed for %(period)s, not reported as done")
            % {"period": formats.period(commitment.starts_on, commitment.ends_on)},
            commitment.get_absolute_url(),
            commitment.pairing.title,
        )


def _quiet_pairings(user: User, today: date) -> Iterator[Concern]:
    pairings: Any = Pairing.objects.visible_to(user).with_status(today)
    for pairing in pairings.filter(status=PairingStatus.QUIET).order_by("last_contact_on", "title"):
        yield Concern(
            "warn",
            "minus",
            pairing.title,
            _silence(pairing.last_contact_on, today),
            reverse("partnerships:pairing-detail", args=[pairing.pk]),
        )


def _silence(last: date | None, today: date) -> str:
    if last is None:
        return _("No meeting and no update is recorded")
    days = (today - last).days
    if days >= 2 * YEAR:
        sentence = _("No update for %(years)d years, the last was on %(day)s")
    else:
        sentence = _("No update for %(days)d days, the last was on %(day)s")
    return sentence % {"days": days, "years": days // YEAR, "day": formats.day(last)}


def _known(day: date | None) -> date:
    """Return a day that the query has made sure of."""
    assert day is not None  # noqa: S101 — filtered by this very column
    return day
