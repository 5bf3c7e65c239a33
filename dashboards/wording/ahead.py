"""What comes next in words: how many there are of each kind, and the first of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from core.pages import counted
from dashboards.queries.ahead import DUE_WITHIN, Ahead, Coming
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from events.models import Event
from events.wording import times
from partnerships.models import Action


@dataclass(frozen=True)
class Line:
    """How many there are of a kind, in words, and where they are listed."""

    words: str
    url: str


@dataclass(frozen=True)
class Row:
    """Something that lies ahead: of which kind it is, when it is, what it is about, where it is."""

    kind: str
    text: str
    when: str
    pairing: str
    url: str


def lines(found: Ahead, scope: Scope) -> list[Line]:
    """Return the kinds of which there is something."""
    said = [
        (found.meetings, _meetings(found.meetings), lists.upcoming_url(scope)),
        (found.actions, _actions(found.actions), lists.actions_ahead_url(scope)),
        (found.commitments, _commitments(found.commitments), lists.commitments_ahead_url(scope)),
    ]
    return [Line(words, url) for number, words, url in said if number]


def _meetings(number: int) -> str:
    words = ngettext("%(count)s meeting is planned", "%(count)s meetings are planned", number)
    return words % {"count": counted(number)}


def _actions(number: int) -> str:
    words = ngettext(
        "%(count)s action is due within %(days)s days",
        "%(count)s actions are due within %(days)s days",
        number,
    )
    return words % {"count": counted(number), "days": formats.number(DUE_WITHIN.days)}


def _commitments(number: int) -> str:
    words = ngettext(
        "%(count)s agreed area ends within %(days)s days",
        "%(count)s agreed areas end within %(days)s days",
        number,
    )
    return words % {"count": counted(number), "days": formats.number(DUE_WITHIN.days)}


def rows(found: Ahead) -> list[Row]:
    """Return the first of what lies ahead."""
    return list(map(_row, found.first))


def _row(coming: Coming) -> Row:
    record = coming.record
    url = record.get_absolute_url()
    if isinstance(record, Event):
        return Row(_("Meeting"), record.title, times.days(record), "", url)
    kind = _("Action") if isinstance(record, Action) else _("Agreed area")
    when = formats.day(coming.first) if coming.first else ""
    return Row(kind, str(record), when, record.pairing.title, url)
