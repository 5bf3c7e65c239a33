"""What needs a decision and what comes next, in words; and how many more there are."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate
from unicodedata import category, east_asian_width

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import formats
from core.formats import day, number
from dashboards.enums import ConcernKind
from documents.terms.briefings import Coming, Facts, Open
from documents.terms.papers import Column, Part, Table

# So many rows of so many letters fill two pages; of fewer rows each may say more.
_FULL, _SHORTEST, _LINES = 32, 60, 3
AREAS = 8
# In Khmer and Burmese a sign puts the next letter below the one before.
_STACKS_THE_NEXT = "\u17d2\u1039"
_WHY = {
    ConcernKind.BLOCKED: gettext_lazy("Blocked, needs help"),
    ConcernKind.OPEN_QUESTION: gettext_lazy("Question without an answer"),
    ConcernKind.OVERDUE_ACTION: gettext_lazy("Overdue"),
    ConcernKind.LATE_COMMITMENT: gettext_lazy("Late"),
    ConcernKind.REPORT_DUE: gettext_lazy("No report yet"),
    ConcernKind.QUIET_PAIRING: gettext_lazy("No update for long"),
}


def decisions(facts: Facts) -> Part:
    """Return what somebody must decide, the most urgent first."""
    heading = _("What needs a decision")
    if not facts.open:
        return Part(heading, (_("Nothing is blocked or late, and no question is open."),))
    columns = (
        Column(_("Why"), width=3),
        Column(_("What"), width=6),
        Column(_("Pairing"), width=5),
        Column(_("Since"), width=2),
    )
    rows = tuple(_open(each, room(facts)) for each in facts.open)
    return Part(heading, table=Table(columns, rows), notes=more(facts.open_total - len(facts.open)))


def _open(each: Open, letters: int) -> tuple[str, ...]:
    why = str(_WHY[ConcernKind(each.kind)])
    what = each.text or _("The pairing as a whole")
    since = day(each.since) if each.since else ""
    return why, short(what, letters), short(each.pairing, letters), since


def ahead(facts: Facts) -> Part:
    """Return the meetings and the next steps that lie ahead."""
    heading = _("What comes next")
    if not facts.coming:
        return Part(heading, (_("No meeting is planned, and no action is due within 90 days."),))
    columns = (
        Column(_("When"), width=3),
        Column(_("What"), width=7),
        Column(_("Pairing"), width=5),
    )
    rows = tuple(_coming(each, room(facts)) for each in facts.coming)
    left = facts.coming_total - len(facts.coming)
    return Part(heading, table=Table(columns, rows), notes=more(left))


def _coming(each: Coming, letters: int) -> tuple[str, ...]:
    words = _("Meeting: %(title)s") if each.is_meeting else "%(title)s"
    when = between(each.first, each.last) or _("No date yet")
    return when, words % {"title": short(each.text, letters)}, short(each.pairing, letters)


def between(first: date | None, last: date | None) -> str:
    """Return "12 Nov 2026", "May 2022", "12 Nov 2026-14 Nov 2026", or nothing."""
    if first and last and first != last:
        return formats.period(first, last)
    known = first or last
    return day(known) if known else ""


def room(facts: Facts) -> int:
    """Return how many letters a cell may have: two pages are two pages."""
    areas = min(len(facts.promised), AREAS)
    rows = len(facts.open) + len(facts.partnerships) + areas + len(facts.ending) + len(facts.coming)
    return _SHORTEST * min(_FULL // max(rows, 1), _LINES)


def short(text: str, letters: int) -> str:
    """Return as much of a text as a cell has room for; what is cut ends with a sign.

    A Chinese letter takes the room of two. What belongs to one letter stays together.
    """
    taken = list(accumulate(2 if east_asian_width(each) in "FW" else 1 for each in text))
    if not taken or taken[-1] <= letters:
        return text
    end = bisect_right(taken, letters - 1)
    while end and (category(text[end]).startswith("M") or text[end - 1] in _STACKS_THE_NEXT):
        end -= 1
    return f"{text[:end].rstrip()}…"


def more(count: int) -> tuple[str, ...]:
    """Say how many there are beside those shown; nothing where that is all."""
    if count <= 0:
        return ()
    words = ngettext("and %(count)s more", "and %(count)s more", count)
    return (words % {"count": number(count)},)
