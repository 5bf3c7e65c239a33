"""The numbers on top of the dashboard in words: what is counted, how many, against what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import number
from dashboards.queries.numbers import ActionsDue, HeadCounts, Overview
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from dashboards.wording.scope import period
from events.wording.titles import with_disabilities

# Below ten people a share would point at persons.
FEW = 10


@dataclass(frozen=True)
class ShownNumber:
    """A number: its words, its value, a note under it, where its list is."""

    key: str
    label: str
    value: str
    note: str
    url: str


def shown(overview: Overview, scope: Scope) -> list[ShownNumber]:
    """Return the four numbers as the page and the table for a spreadsheet show them."""
    return [
        _pairings(overview, scope),
        _workshops(overview, scope),
        _participants(overview.head_counts, scope),
        _on_time(overview.actions, scope),
    ]


def _pairings(overview: Overview, scope: Scope) -> ShownNumber:
    return ShownNumber(
        "pairings",
        _("Open pairings"),
        number(overview.open_pairings),
        _begun(overview.begun_pairings, scope),
        lists.pairings_url(scope),
    )


def _begun(count: int | None, scope: Scope) -> str:
    if count is None:
        return ""
    sentence = ngettext("%(count)s began %(words)s", "%(count)s began %(words)s", count)
    return sentence % {"count": number(count), "words": period(scope)}


def _workshops(overview: Overview, scope: Scope) -> ShownNumber:
    before = overview.workshops_before
    return ShownNumber(
        "workshops",
        _("Workshops held"),
        number(overview.workshops),
        "" if before is None else _("%(count)s in the period before") % {"count": number(before)},
        lists.workshops_url(scope),
    )


def _participants(counts: HeadCounts, scope: Scope) -> ShownNumber:
    value = _("Not known") if counts.people is None else number(counts.people)
    url = lists.counted_workshops_url(scope)
    return ShownNumber("participants", _("Participants"), value, _among(counts), url)


def _among(counts: HeadCounts) -> str:
    """Say who was among them; how many have disabilities is told where anybody wrote it down."""
    if counts.persons_with_disabilities is None:
        return _women(counts)
    disabled = with_disabilities(counts.persons_with_disabilities)
    return "; ".join(filter(None, (_women(counts), disabled)))


def _women(counts: HeadCounts) -> str:
    """Say how many were women: a share, or the count where the people are few."""
    if counts.people is None:
        return ""
    if counts.women is None:
        return _("The number of women is not known")
    base = counts.people_where_women_known
    if base < FEW:
        facts = {"women": number(counts.women), "people": number(base)}
        return _("%(women)s women among %(people)s") % facts
    share = number(round(100 * counts.women / base))
    return _("%(share)s%% women, where it is known") % {"share": share}


def _on_time(actions: ActionsDue, scope: Scope) -> ShownNumber:
    facts = {"kept": number(actions.on_time), "total": number(actions.total)}
    return ShownNumber(
        "actions",
        _("Actions done on time"),
        _("%(kept)s of %(total)s") % facts if actions.total else _("None was due"),
        _overdue(actions),
        lists.actions_url(scope),
    )


def _overdue(actions: ActionsDue) -> str:
    if not actions.total:
        return ""
    late = actions.overdue
    return ngettext("%(late)s is overdue", "%(late)s are overdue", late) % {"late": number(late)}
