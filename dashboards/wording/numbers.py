"""The numbers on top of the dashboard in words: what is counted, how many, against what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import number
from dashboards.queries.numbers import ActionsDue, Before, HeadCounts, Overview
from dashboards.queries.scope import Scope
from dashboards.wording import captions, lists
from dashboards.wording.captions import Basis
from dashboards.wording.scope import before, period
from events.wording.titles import with_disabilities

# Below ten people a share would point at persons.
FEW = 10


@dataclass(frozen=True)
class ShownNumber:
    """A number: its words, of which time, its value, the notes under it, where its list is.

    ``limits``, the last of the notes, say which of the chosen filters it does not follow.
    """

    key: str
    label: str
    when: str
    value: str
    notes: tuple[str, ...]
    url: str
    limits: str = ""


def shown(overview: Overview, scope: Scope) -> list[ShownNumber]:
    """Return the four numbers as the page and the table for a spreadsheet show them."""
    return [
        _pairings(overview, scope),
        _workshops(overview, scope),
        _participants(overview, scope),
        _on_time(overview, scope),
    ]


def differs(now: int, then: int, words: str) -> str:
    """Return "3 more than in 2025"; ``words`` say with what time it is compared."""
    facts = {"count": number(abs(now - then)), "words": words}
    if now == then:
        return _("As many as %(words)s") % facts
    if now > then:
        return (
            ngettext("%(count)s more than %(words)s", "%(count)s more than %(words)s", now - then)
            % facts
        )
    return (
        ngettext("%(count)s fewer than %(words)s", "%(count)s fewer than %(words)s", then - now)
        % facts
    )


def _number(
    scope: Scope, basis: Basis, texts: tuple[str, str, str], *notes: str, url: str
) -> ShownNumber:
    """Return a number: ``texts`` are its key, its label and its value."""
    key, label, value = texts
    limits = captions.limits(basis, scope)
    said = tuple(filter(None, (*notes, limits)))
    return ShownNumber(key, label, captions.when(basis, scope), value, said, url, limits)


def _pairings(overview: Overview, scope: Scope) -> ShownNumber:
    texts = "pairings", _("Open pairings"), number(overview.open_pairings)
    began = _begun(overview, scope)
    return _number(scope, Basis.PAIRINGS, texts, *began, url=lists.pairings_url(scope))


def _begun(overview: Overview, scope: Scope) -> list[str]:
    count = overview.begun_pairings
    if count is None:
        return []
    sentence = ngettext("%(count)s began %(words)s", "%(count)s began %(words)s", count)
    said = [sentence % {"count": number(count), "words": period(scope)}]
    if overview.before:
        said.append(differs(count, overview.before.begun_pairings, before(scope)))
    return said


def _workshops(overview: Overview, scope: Scope) -> ShownNumber:
    texts = "workshops", _("Workshops held"), number(overview.workshops)
    note = _against(overview.workshops, overview.before, scope)
    return _number(scope, Basis.MEETINGS, texts, note, url=lists.workshops_url(scope))


def _against(now: int, then: Before | None, scope: Scope) -> str:
    return differs(now, then.head_counts.workshops, before(scope)) if then else ""


def _participants(overview: Overview, scope: Scope) -> ShownNumber:
    counts = overview.head_counts
    value = _("Not known") if counts.people is None else number(counts.people)
    texts = "participants", _("Participants"), value
    notes = [_among(counts)]
    if overview.before:
        notes.append(_more_people(counts, overview.before.head_counts, before(scope)))
    return _number(scope, Basis.MEETINGS, texts, *notes, url=lists.counted_workshops_url(scope))


def _more_people(now: HeadCounts, then: HeadCounts, words: str) -> str:
    """Compare what is known; unknown is unknown."""
    if now.people is None:
        return ""
    if then.people is None:
        return _("The number %(words)s is not known") % {"words": words} if then.workshops else ""
    said = differs(now.people, then.people, words)
    if now.is_whole and then.is_whole:
        return said
    return _("%(comparison)s, where it is known") % {"comparison": said}


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


def _on_time(overview: Overview, scope: Scope) -> ShownNumber:
    actions = overview.actions
    value = _kept(actions) or _("None was due")
    texts = "actions", _("Actions done on time"), value
    notes = [_overdue(actions), _late_at_first(actions)]
    if overview.before:
        notes.append(_kept_before(overview.before.actions, before(scope)))
    return _number(scope, Basis.ACTIONS, texts, *notes, url=lists.actions_url(scope))


def _kept(actions: ActionsDue) -> str:
    facts = {"kept": number(actions.on_time), "total": number(actions.total)}
    return _("%(kept)s of %(total)s") % facts if actions.total else ""


def _kept_before(actions: ActionsDue, words: str) -> str:
    if not actions.total:
        return _("None was due %(words)s") % {"words": words}
    return _("%(part)s %(words)s") % {"part": _kept(actions), "words": words}


def _late_at_first(actions: ActionsDue) -> str:
    late = actions.late_at_first
    if not late:
        return ""
    words = ngettext(
        "%(late)s was late by its first day, which was moved",
        "%(late)s were late by their first day, which was moved",
        late,
    )
    return words % {"late": number(late)}


def _overdue(actions: ActionsDue) -> str:
    if not actions.total:
        return ""
    late = actions.overdue
    return ngettext("%(late)s is overdue", "%(late)s are overdue", late) % {"late": number(late)}
