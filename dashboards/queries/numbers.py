"""The numbers on top of the dashboard; each is the length of the list that it links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.filters import EventFilter
from events.models import Event, HeadCount
from partnerships.filters import ActionFilter, CommitmentFilter, PairingFilter
from partnerships.models import Action, Commitment, Pairing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dashboards.queries.scope import Scope, Span

# Below ten people a share would point at persons.
FEW = 10
_LISTS: dict[str, tuple[Any, Any, str]] = {
    "pairings": (PairingFilter, Pairing, "partnerships:pairing-index"),
    "workshops": (EventFilter, Event, "events:event-index"),
    "commitments": (CommitmentFilter, Commitment, "partnerships:commitment-index"),
    "actions": (ActionFilter, Action, "partnerships:action-index"),
}


@dataclass(frozen=True)
class Listed:
    """The rows of a filtered list, and the address at which everybody finds the same rows."""

    rows: QuerySet[Any]
    url: str


@dataclass(frozen=True)
class Number:
    """A figure of the dashboard: its words, its value, what it was before, where its list is."""

    key: str
    label: str
    value: str
    note: str
    url: str


@dataclass(frozen=True)
class HeadCounts:
    """How many people took part, as far as it is known."""

    people: int | None
    women: int | None
    people_where_women_known: int
    workshops: int
    workshops_with_figure: int


def listed(scope: Scope, name: str, params: dict[str, Any]) -> Listed:
    """Return the rows of the list ``name`` under ``params``, by the list's own filter."""
    filter_class, model, _url_name = _LISTS[name]
    queryset = model.objects.visible_to(scope.user)
    rows = filter_class(_querydict(params), queryset=queryset, today=scope.today).qs
    return Listed(rows, address(name, params))


def address(name: str, params: dict[str, Any]) -> str:
    """Return where everybody finds the list ``name`` under ``params``."""
    return f"{reverse(_LISTS[name][2])}?{urlencode(params, doseq=True)}"


def overview(scope: Scope) -> list[Number]:
    """Return the four numbers of ``scope``."""
    return [_pairings(scope), _workshops(scope), _participants(scope), _on_time(scope)]


def head_counts(events: QuerySet[Event]) -> HeadCounts:
    """Add up the totals of ``events``; what is unknown stays out and is counted as unknown."""
    totals = HeadCount.objects.filter(organization=None, event__in=events)
    sums = totals.aggregate(
        all_people=Sum("people"),
        all_women=Sum("women"),
        base=Sum("people", filter=Q(women__isnull=False)),
        known=Count("event", filter=Q(people__isnull=False)),
    )
    return HeadCounts(
        people=sums["all_people"],
        women=sums["all_women"],
        people_where_women_known=sums["base"] or 0,
        workshops=events.count(),
        workshops_with_figure=sums["known"],
    )


def workshop_params(scope: Scope, span: Span | None = None) -> dict[str, str]:
    """Return the filter of the events that took place in the span."""
    span = span or scope.span
    told = {"happened": "1", **scope.place(), **span.params("from", "to")}
    return {**told, "modality": scope.modality} if scope.modality else told


def _pairings(scope: Scope) -> Number:
    found = listed(scope, "pairings", {"open": "1", **scope.place()})
    params = {"open": "1", **scope.place(), **scope.span.params("started_from", "started_to")}
    begun = listed(scope, "pairings", params).rows.count() if scope.span.start else None
    return Number(
        "pairings",
        _("Open pairings"),
        str(found.rows.count()),
        _begun(begun, scope.words),
        found.url,
    )


def _begun(count: int | None, words: str) -> str:
    if count is None:
        return ""
    told = ngettext("%(count)d began %(words)s", "%(count)d began %(words)s", count)
    return told % {"count": count, "words": words}


def _workshops(scope: Scope) -> Number:
    found = listed(scope, "workshops", workshop_params(scope))
    return Number(
        "workshops",
        _("Workshops held"),
        str(found.rows.count()),
        _before(_count_before(scope)),
        found.url,
    )


def _count_before(scope: Scope) -> int | None:
    before = scope.span.before
    if before is None:
        return None
    return listed(scope, "workshops", workshop_params(scope, before)).rows.count()


def _before(count: int | None) -> str:
    return "" if count is None else _("%(count)d in the period before") % {"count": count}


def _participants(scope: Scope) -> Number:
    found = listed(scope, "workshops", {**workshop_params(scope), "with_count": "1"})
    counts = head_counts(found.rows)
    value = _("Not known") if counts.people is None else str(counts.people)
    return Number("participants", _("Participants"), value, _women(counts), found.url)


def _women(counts: HeadCounts) -> str:
    """Say how many were women: a share, or the count where the people are few."""
    if counts.people is None:
        return _("No number is recorded")
    if counts.women is None:
        return _("The number of women is not known")
    base = counts.people_where_women_known
    if base < FEW:
        return _("%(women)d women among %(people)d") % {"women": counts.women, "people": base}
    share = round(100 * counts.women / base)
    return _("%(share)d%% women, where it is known") % {"share": share}


def _on_time(scope: Scope) -> Number:
    params = {**scope.place(), **scope.span.params("due_from", "due_to")}
    due = listed(scope, "actions", params)
    kept = listed(scope, "actions", {**params, "on_time": "1"}).rows.count()
    late = listed(scope, "actions", {**params, "overdue": "1"}).rows.count()
    total = due.rows.count()
    value = _("%(kept)d of %(total)d") % {"kept": kept, "total": total} if total else "0"
    return Number("actions", _("Actions done on time"), value, _overdue(total, late), due.url)


def _overdue(total: int, late: int) -> str:
    if not total:
        return _("No action was due")
    return ngettext("%(late)d is overdue", "%(late)d are overdue", late) % {"late": late}


def _querydict(params: dict[str, Any]) -> Any:
    """Return ``params`` as a filter reads them from an address."""
    return MultiValueDict(
        {key: value if isinstance(value, list) else [value] for key, value in params.items()}
    )
