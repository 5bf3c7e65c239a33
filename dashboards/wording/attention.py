"""What needs attention, in words: how bad it is, what it is, where to deal with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from dashboards.enums import ConcernKind
from dashboards.queries.attention import Concern
from partnerships.enums import PairingStatus
from partnerships.wording.pairings import YEAR


@dataclass(frozen=True)
class ShownConcern:
    """A concern as a line: a link, a tag under it, and whose it is."""

    tone: str
    icon: str
    title: str
    detail: str
    url: str
    pairing: str = ""


def lines(concerns: Iterable[Concern], *, today: date) -> list[ShownConcern]:
    """Return each concern as it is shown."""
    return [_LINES[concern.kind](concern, today) for concern in concerns]


def _undelivered_messages(concern: Concern, _today: date) -> ShownConcern:
    count = concern.number
    return ShownConcern(
        "bad",
        "mail",
        ngettext("%(count)d message did not arrive", "%(count)d messages did not arrive", count)
        % {"count": count},
        _("Somebody waits for news that did not come"),
        reverse("notifications:message-needing-attention"),
    )


def _overdue_action(concern: Concern, _today: date) -> ShownConcern:
    action = concern.record
    return ShownConcern(
        "bad",
        "alert",
        action.text,
        _("Was due on %(day)s") % {"day": formats.day(action.due_on)},
        action.get_absolute_url(),
        action.pairing.title,
    )


def _report_due(concern: Concern, _today: date) -> ShownConcern:
    event = concern.record
    return ShownConcern(
        "warn",
        "file",
        event.title,
        _("Was planned for %(day)s. What came of it?") % {"day": formats.day(event.day)},
        event.get_absolute_url(),
    )


def _stand_ins(concern: Concern, _today: date) -> ShownConcern:
    event, count = concern.record, concern.number
    return ShownConcern(
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


def _ending_agreement(concern: Concern, _today: date) -> ShownConcern:
    agreement = concern.record
    return ShownConcern(
        "warn",
        "clock",
        agreement.title,
        _("The agreement ends on %(day)s") % {"day": formats.day(agreement.ends_on)},
        agreement.get_absolute_url(),
    )


def _referral(concern: Concern, _today: date) -> ShownConcern:
    hint = concern.record
    return ShownConcern(
        "warn",
        "question",
        hint.text,
        _("%(name)s says that somebody else should answer") % {"name": hint.person.name},
        hint.pairing.get_absolute_url(),
        hint.pairing.title,
    )


def _unverified_update(concern: Concern, _today: date) -> ShownConcern:
    update = concern.record
    return ShownConcern(
        "new",
        "new",
        _("Update: %(answer)s") % {"answer": update.get_answer_display()},
        _("Nobody has verified it yet"),
        update.get_absolute_url(),
        update.pairing.title,
    )


def _late_commitment(concern: Concern, _today: date) -> ShownConcern:
    commitment = concern.record
    return ShownConcern(
        "warn",
        "clock",
        commitment.text or commitment.area.name,
        _("Agreed for %(period)s, not reported as done")
        % {"period": formats.period(commitment.starts_on, commitment.ends_on)},
        commitment.get_absolute_url(),
        commitment.pairing.title,
    )


def _quiet_pairing(concern: Concern, today: date) -> ShownConcern:
    pairing, state = concern.record, PairingStatus.QUIET
    return ShownConcern(
        state.tone,
        state.icon,
        pairing.title,
        _silence(pairing.last_contact_on, today),
        pairing.get_absolute_url(),
    )


def _silence(last: date | None, today: date) -> str:
    """Say since when nothing was heard, as nobody sees it here from the list of meetings."""
    if last is None:
        return _("No meeting and no update is recorded")
    days = (today - last).days
    if days >= 2 * YEAR:
        return _("No update for %(years)d years, the last was on %(day)s") % {
            "years": days // YEAR,
            "day": formats.day(last),
        }
    return ngettext(
        "No update for %(days)d day, the last was on %(day)s",
        "No update for %(days)d days, the last was on %(day)s",
        days,
    ) % {"days": days, "day": formats.day(last)}


_LINES: dict[ConcernKind, Callable[[Concern, date], ShownConcern]] = {
    ConcernKind.UNDELIVERED_MESSAGES: _undelivered_messages,
    ConcernKind.OVERDUE_ACTION: _overdue_action,
    ConcernKind.REPORT_DUE: _report_due,
    ConcernKind.STAND_INS: _stand_ins,
    ConcernKind.ENDING_AGREEMENT: _ending_agreement,
    ConcernKind.REFERRAL: _referral,
    ConcernKind.UNVERIFIED_UPDATE: _unverified_update,
    ConcernKind.LATE_COMMITMENT: _late_commitment,
    ConcernKind.QUIET_PAIRING: _quiet_pairing,
}
