"""What needs attention, in words: how bad it is, what it is, where to deal with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core import formats
from dashboards.enums import ConcernKind, Whose
from dashboards.queries.attention import Concern, Concerns, Listed
from dashboards.queries.scope import Scope
from dashboards.wording import captions, lists
from dashboards.wording.captions import Basis
from events.wording import times
from followup.queries.due_items import day_of
from network.models import scope_of
from partnerships.enums import PairingStatus
from partnerships.models import Agreement, Comment, Pairing
from partnerships.wording.pairings import last_contact

# What to do about a record, and where.
Act = tuple[Any, Callable[[Any], str]]
# What a line has room for of a long text.
_LONGEST = 120


@dataclass(frozen=True)
class ShownConcern:
    """A concern as a line: a link, a tag under it, and whose it is.

    What the reader can deal with has the ``act`` that does, where that is on another page than
    what it is about; the rest says ``who`` can.
    """

    tone: str
    icon: str
    title: str
    detail: str
    url: str
    pairing: str = ""
    pairing_url: str = ""
    act: str = ""
    act_url: str = ""
    who: str = ""


@dataclass(frozen=True)
class Group:
    """What waits in one pairing: the most urgent in sight, the rest behind it."""

    first: ShownConcern
    more: tuple[ShownConcern, ...]


def total(listed: Listed) -> str:
    """Return how many there are; of many only that there are more."""
    number = formats.number(listed.total)
    return _("%(number)s+") % {"number": number} if listed.is_more else number


def lede(user: User, whose: Whose) -> str:
    """Say in which order they stand, and what can be done about what only others can deal with."""
    order = _("The most urgent comes first.")
    if whose == Whose.OWN or not only_asks(user):
        return order
    return f"{order} {_('You may ask about them.')}"


def only_asks(user: User) -> bool:
    """Say whether all that ``user`` can do about what waits is to ask: officials see what is so."""
    return not scope_of(user).writes


def limits(scope: Scope) -> str:
    """Say what the choice of the reader does not narrow, and what it leaves out."""
    said = [captions.limits(Basis.CONCERNS, scope)]
    if scope.area:
        said.append(_("Only what is about this area."))
    if scope.is_narrowed and scope_of(scope.user).works_for_ilo:
        said.append(_("Not in it: messages that we could not send."))
    return " ".join(filter(None, said))


def groups(concerns: Iterable[Concern], *, today: date) -> list[Group]:
    """Return the concerns by pairing, so that many of one push nothing else away."""
    held: dict[str, list[ShownConcern]] = {}
    for line in lines(concerns, today=today):
        held.setdefault(line.pairing_url or line.url, []).append(line)
    return [
        Group(first, tuple(replace(each, pairing="") for each in more))
        for first, *more in held.values()
    ]


def lines(
    concerns: Iterable[Concern], *, today: date, whose: Whose = Whose.OWN, asks: bool = False
) -> list[ShownConcern]:
    """Return each concern as it is shown, with the act; of others with who, to be asked about."""
    shown = ((concern, _line(concern, today)) for concern in concerns)
    if whose == Whose.OWN:
        return [_with_act(line, _ACTS.get(concern.kind), concern) for concern, line in shown]
    questions = _QUESTIONS if asks else {}
    return [
        _with_act(replace(line, who=_who(concern)), questions.get(concern.kind), concern)
        for concern, line in shown
    ]


def _with_act(line: ShownConcern, act: Act | None, concern: Concern) -> ShownConcern:
    """Add what to do about it, and where; nothing where its own page offers that."""
    if act is None:
        return line
    words, url = act
    return replace(line, act=str(words), act_url=url(concern.record))


def _who(concern: Concern) -> str:
    """Say who can deal with it: the organization that promised, or what people are."""
    named = {ConcernKind.OVERDUE_ACTION: "organization", ConcernKind.LATE_COMMITMENT: "promised_by"}
    house = getattr(concern.record, named.get(concern.kind, ""), None)
    return _("Waits for: %(who)s") % {"who": house or _WHO[concern.kind]}


def _answer_url(question: Comment) -> str:
    return reverse("partnerships:comment-answer", args=[question.pk])


def _update_url(pairing: int, about: dict[str, int | None]) -> str:
    return _with(
        reverse("partnerships:update-write", args=[pairing]),
        **{name: key for name, key in about.items() if key},
    )


def _question_url(pairing: int, **about: int) -> str:
    return _with(reverse("partnerships:comment-add", args=[pairing]), **about)


def _with(url: str, **chosen: int) -> str:
    return f"{url}?{urlencode(chosen)}" if chosen else url


def _next_agreement_url(agreement: Agreement) -> str:
    held = {"pairing": agreement.pairing_id} if agreement.pairing_id else {}
    return _with(reverse("partnerships:agreement-add"), **held)


def parts(
    both: dict[Whose, Concerns], scope: Scope, shown: Whose
) -> list[tuple[str, str, str, bool]]:
    """Return both lists: where each is, its name, how many it has, and whether it is ``shown``."""
    names = {Whose.OWN: _("For you"), Whose.OTHERS: _("For others")}
    return [
        (lists.attention_url(scope, whose), names[whose], total(held.first(0)), whose == shown)
        for whose, held in both.items()
    ]


def _line(concern: Concern, today: date) -> ShownConcern:
    tone, icon, words = _LINES[concern.kind]
    title, detail = words(concern, today)
    shown = ShownConcern(tone, icon, title, detail, _url(concern))
    if concern.kind not in _OF_A_PAIRING:
        return shown
    pairing = concern.record.pairing
    return replace(shown, pairing=pairing.title, pairing_url=pairing.get_absolute_url())


def _url(concern: Concern) -> str:
    """Return the page of what it is about."""
    if concern.kind == ConcernKind.UNDELIVERED_MESSAGES:
        return reverse("notifications:message-needing-attention")
    holder = concern.record.pairing if concern.kind == ConcernKind.REFERRAL else concern.record
    part = "#people" if concern.kind == ConcernKind.STAND_INS else ""
    return f"{holder.get_absolute_url()}{part}"


def _blocked(concern: Concern, today: date) -> tuple[str, str]:
    update = concern.record
    item = update.action or update.commitment
    facts = {
        "name": update.author or update.submitted_by,
        "day": formats.day(timezone.localdate(update.submitted_at)),
    }
    if item is None or not item.is_late(today):
        words = _("%(name)s is blocked and needs help, since %(day)s")
        return str(item or update.pairing), words % facts
    words = _("%(name)s is blocked and needs help, since %(day)s. It was due on %(due)s.")
    return str(item), words % {**facts, "due": formats.day(day_of(item) or today)}


def _undelivered_messages(concern: Concern, _today: date) -> tuple[str, str]:
    count = concern.number
    words = ngettext("%(count)s message did not arrive", "%(count)s messages did not arrive", count)
    shown = formats.number(count)
    return words % {"count": shown}, _("Somebody is waiting for news that did not arrive")


def _open_question(concern: Concern, _today: date) -> tuple[str, str]:
    question = concern.record
    words = _("Nobody has answered the question of %(day)s yet")
    day = formats.day(timezone.localdate(question.submitted_at))
    return Truncator(question.text).chars(_LONGEST), words % {"day": day}


def _overdue_action(concern: Concern, _today: date) -> tuple[str, str]:
    action = concern.record
    return action.text, _("Was due on %(day)s") % {"day": formats.day(action.due_on)}


def _report_due(concern: Concern, _today: date) -> tuple[str, str]:
    event = concern.record
    words = _("Planned for %(day)s. Nobody wrote down what came of it.")
    return event.title, words % {"day": times.days(event)}


def _stand_ins(concern: Concern, _today: date) -> tuple[str, str]:
    words = ngettext(
        "%(count)s person wants to come instead of somebody else and needs your answer",
        "%(count)s people want to come instead of others and need your answer",
        concern.number,
    )
    return words % {"count": formats.number(concern.number)}, concern.record.title


def _ending_agreement(concern: Concern, _today: date) -> tuple[str, str]:
    agreement = concern.record
    words = _("The agreement ends on %(day)s")
    return agreement.title, words % {"day": formats.day(agreement.ends_on)}


def _referral(concern: Concern, _today: date) -> tuple[str, str]:
    hint = concern.record
    words = _("%(name)s says that somebody else should answer")
    return hint.text, words % {"name": hint.person.name}


def _unverified_update(concern: Concern, _today: date) -> tuple[str, str]:
    update = concern.record
    words = _("Update: %(answer)s. Nobody has verified it yet.")
    about = str(update.action or update.commitment or _("The pairing as a whole"))
    return about, words % {"answer": update.get_answer_display()}


def _late_commitment(concern: Concern, _today: date) -> tuple[str, str]:
    commitment = concern.record
    period = formats.period(commitment.starts_on, commitment.ends_on)
    words = _("Agreed for %(period)s, not reported as done")
    return commitment.text or commitment.area.name, words % {"period": period}


def _quiet_pairing(concern: Concern, today: date) -> tuple[str, str]:
    pairing = concern.record
    return pairing.title, _silence(pairing, today)


def _silence(pairing: Pairing, today: date) -> str:
    """Say since when nothing was heard, as nobody sees it here from the list of meetings."""
    last, day = pairing.last_contact_on, last_contact(pairing)
    if last is None:
        return _("No meeting and no update yet")
    return _("No update for %(time)s, last contact: %(day)s") % {
        "time": formats.duration((today - last).days),
        "day": day,
    }


_OF_A_PAIRING = (
    ConcernKind.BLOCKED,
    ConcernKind.OPEN_QUESTION,
    ConcernKind.OVERDUE_ACTION,
    ConcernKind.REFERRAL,
    ConcernKind.UNVERIFIED_UPDATE,
    ConcernKind.LATE_COMMITMENT,
)
_UPDATE = gettext_lazy("Write an update")
_ACTS: dict[ConcernKind, Act] = {
    ConcernKind.BLOCKED: (
        gettext_lazy("Answer"),
        lambda call: _update_url(
            call.pairing_id, {"action": call.action_id, "commitment": call.commitment_id}
        ),
    ),
    ConcernKind.OPEN_QUESTION: (gettext_lazy("Answer"), _answer_url),
    ConcernKind.OVERDUE_ACTION: (
        _UPDATE,
        lambda action: _update_url(action.pairing_id, {"action": action.pk}),
    ),
    ConcernKind.LATE_COMMITMENT: (
        _UPDATE,
        lambda agreed: _update_url(agreed.pairing_id, {"commitment": agreed.pk}),
    ),
    ConcernKind.QUIET_PAIRING: (_UPDATE, lambda pairing: _update_url(pairing.pk, {})),
    ConcernKind.ENDING_AGREEMENT: (
        gettext_lazy("Write down the next one"),
        _next_agreement_url,
    ),
}
_ASK = gettext_lazy("Ask or comment")
_QUESTIONS: dict[ConcernKind, Act] = {
    ConcernKind.BLOCKED: (_ASK, lambda call: _question_url(call.pairing_id, update=call.pk)),
    ConcernKind.OVERDUE_ACTION: (_ASK, lambda action: _question_url(action.pairing_id)),
    ConcernKind.REFERRAL: (_ASK, lambda hint: _question_url(hint.pairing_id)),
    ConcernKind.UNVERIFIED_UPDATE: (
        _ASK,
        lambda update: _question_url(update.pairing_id, update=update.pk),
    ),
    ConcernKind.LATE_COMMITMENT: (
        _ASK,
        lambda agreed: _question_url(agreed.pairing_id, commitment=agreed.pk),
    ),
    ConcernKind.QUIET_PAIRING: (_ASK, lambda pairing: _question_url(pairing.pk)),
}
_BOTH = gettext_lazy("the focal points and the ILO")
# Who can deal with each kind, where no organization is named.
_WHO = {
    ConcernKind.BLOCKED: _BOTH,
    ConcernKind.UNDELIVERED_MESSAGES: gettext_lazy("the ILO"),
    ConcernKind.OPEN_QUESTION: _BOTH,
    ConcernKind.OVERDUE_ACTION: gettext_lazy("the focal points"),
    ConcernKind.REPORT_DUE: gettext_lazy("who runs the meeting"),
    ConcernKind.STAND_INS: gettext_lazy("who runs the meeting"),
    ConcernKind.ENDING_AGREEMENT: gettext_lazy("the parties and the ILO"),
    ConcernKind.REFERRAL: gettext_lazy("the ILO"),
    ConcernKind.UNVERIFIED_UPDATE: _BOTH,
    ConcernKind.LATE_COMMITMENT: gettext_lazy("the focal points"),
    ConcernKind.QUIET_PAIRING: gettext_lazy("the focal points"),
}
_QUIET = PairingStatus.QUIET
# The colour, the shape, and what says the title and the detail.
_LINES: dict[ConcernKind, tuple[str, str, Callable[[Concern, date], tuple[str, str]]]] = {
    ConcernKind.BLOCKED: ("bad", "alert", _blocked),
    ConcernKind.UNDELIVERED_MESSAGES: ("bad", "mail", _undelivered_messages),
    ConcernKind.OPEN_QUESTION: ("warn", "question", _open_question),
    ConcernKind.OVERDUE_ACTION: ("bad", "alert", _overdue_action),
    ConcernKind.REPORT_DUE: ("warn", "file", _report_due),
    ConcernKind.STAND_INS: ("warn", "question", _stand_ins),
    ConcernKind.ENDING_AGREEMENT: ("warn", "clock", _ending_agreement),
    ConcernKind.REFERRAL: ("warn", "question", _referral),
    ConcernKind.UNVERIFIED_UPDATE: ("new", "new", _unverified_update),
    ConcernKind.LATE_COMMITMENT: ("warn", "clock", _late_commitment),
    ConcernKind.QUIET_PAIRING: (_QUIET.tone, _QUIET.icon, _quiet_pairing),
}
