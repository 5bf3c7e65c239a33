"""What happened in a pairing, in one line of time: meetings, updates, actions, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.enums import EventState
from events.models import Event, HeadCount, Outcome
from partnerships.enums import ActionState, Answer
from partnerships.models import Action, Agreement, Designation, ProgressUpdate
from partnerships.models.agreements import SIGNED_STATES

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from accounts.models import User
    from partnerships.models import Pairing

STEP = 20
MOST = 500
KINDS: dict[str, _StrPromise] = {
    "all": gettext_lazy("All"),
    "workshops": gettext_lazy("Workshops"),
    "updates": gettext_lazy("Updates"),
    "actions": gettext_lazy("Actions"),
    "agreements": gettext_lazy("Agreements"),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened; without a day it is still to be determined."""

    kind: str
    on: date | None
    label: str
    title: str
    url: str
    facts: tuple[str, ...] = ()
    text: str = ""
    status: Any = None
    key: int = 0


@dataclass(frozen=True)
class Year:
    """The entries of one year; ``number`` is None for what has no day yet."""

    number: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Timeline:
    """The newest entries by year, and how many to ask for to see older ones."""

    kind: str
    years: tuple[Year, ...]
    older: int | None


def timeline(pairing: Pairing, *, user: User, kind: str = "all", show: int = STEP) -> Timeline:
    """Return the newest ``show`` entries of ``pairing``, each source asked once."""
    kind = kind if kind in KINDS else "all"
    show = min(max(show, STEP), MOST)
    entries: list[Entry] = []
    for source in _SOURCES[kind]:
        entries += source(pairing, user, show + 1)
    entries.sort(key=_newest_first)
    shown = entries[:show]
    years = groupby(shown, key=lambda entry: entry.on.year if entry.on else None)
    return Timeline(
        kind,
        tuple(Year(number, tuple(inside)) for number, inside in years),
        older=show + STEP if len(entries) > show and show < MOST else None,
    )


def _newest_first(entry: Entry) -> tuple[int, int, str, int]:
    """Order: what has no day yet, then the newest; on one day by kind, then the newest row."""
    if entry.on is None:
        return (0, 0, entry.kind, -entry.key)
    return (1, -entry.on.toordinal(), entry.kind, -entry.key)


def _meetings(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    total = HeadCount.objects.filter(event=OuterRef("pk"), organization=None)
    met = (
        Event.objects.visible_to(user)
        .filter(pairings__pairing=pairing)
        .select_related("type")
        .annotate(
            people=Subquery(total.values("people")[:1]),
            agreed=Count("outcomes", Q(outcomes__commitment__isnull=False), distinct=True),
            steps=Count("outcomes", Q(outcomes__action__isnull=False), distinct=True),
        )
        .order_by(F("day").desc(nulls_first=True), "-pk")
    )
    for event in met[:limit]:
        yield Entry(
            kind="event",
            on=event.day,
            label=str(event.type),
            title=event.title,
            url=event.get_absolute_url(),
            facts=tuple(_facts_of(event)),
            text=event.english_summary or event.summary,
            status=None if event.has_happened else EventState(event.state),
            key=event.pk,
        )


def _facts_of(event: Any) -> Iterable[str]:
    yield event.get_modality_display()
    if event.people is not None:
        yield ngettext("%(count)s person", "%(count)s people", event.people) % {
            "count": event.people
        }
    if event.agreed:
        yield ngettext("%(count)s agreed area", "%(count)s agreed areas", event.agreed) % {
            "count": event.agreed
        }
    if event.steps:
        yield ngettext("%(count)s next action", "%(count)s next actions", event.steps) % {
            "count": event.steps
        }


def _updates(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    written = (
        ProgressUpdate.objects.visible_to(user)
        .current()
        .filter(pairing=pairing)
        .select_related("action", "commitment__area", "author", "submitted_by")
        .order_by("-submitted_at", "-pk")
    )
    for update in written[:limit]:
        yield Entry(
            kind="update",
            on=timezone.localdate(update.submitted_at),
            label=_("Update"),
            title=_about(update),
            url=update.get_absolute_url(),
            facts=(str(update.author or update.submitted_by),),
            text=update.text,
            status=Answer(update.answer),
            key=update.pk,
        )


def _about(update: ProgressUpdate) -> str:
    if update.action:
        return update.action.text
    if update.commitment:
        return update.commitment.text or update.commitment.area.name
    return _("The pairing as a whole")


def _actions_closed(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    closed = _actions(pairing, user).filter(closed_on__isnull=False)
    for action in closed.order_by("-closed_on", "-pk")[:limit]:
        state = ActionState(action.state)
        label = _("Action done") if state == ActionState.DONE else _("Action dropped")
        yield _action(action, action.closed_on, label, action.reason)


def _actions_planned(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    """Return every planned action; one that a meeting decided has the day of the meeting."""
    planned = _actions(pairing, user).annotate(planned_on=_planned_on())
    for action in planned.order_by(F("planned_on").desc(), "-pk")[:limit]:
        yield _action(action, action.planned_on, _("Action planned"))


def _actions_planned_apart(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    """Return the planned actions that no meeting tells of already."""
    apart = _actions(pairing, user).filter(outcomes=None).annotate(planned_on=_planned_on())
    for action in apart.order_by(F("planned_on").desc(), "-pk")[:limit]:
        yield _action(action, action.planned_on, _("Action planned"))


def _actions(pairing: Pairing, user: User) -> QuerySet[Action]:
    found = Action.objects.visible_to(user).filter(pairing=pairing)
    return found.select_related("organization", "person")


def _planned_on() -> Coalesce:
    decided = Outcome.objects.filter(action=OuterRef("pk")).order_by("event__day")
    return Coalesce(Subquery(decided.values("event__day")[:1]), TruncDate("created_at"))


def _action(action: Action, on: date | None, label: str, text: str = "") -> Entry:
    who = action.person or (action.organization and action.organization.short_name)
    return Entry(
        kind="action",
        on=on,
        label=label,
        title=action.text,
        url=action.get_absolute_url(),
        facts=(str(who),) if who else (_("Both sides"),),
        text=text,
        key=action.pk,
    )


def _agreements(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    signed = (
        Agreement.objects.visible_to(user)
        .filter(pairing=pairing, state__in=SIGNED_STATES, signed_on__isnull=False)
        .select_related("type")
        .order_by("-signed_on", "-pk")
    )
    for agreement in signed[:limit]:
        yield Entry(
            kind="agreement",
            on=agreement.signed_on,
            label=_("Agreement signed"),
            title=agreement.title,
            url=agreement.get_absolute_url(),
            facts=(str(agreement.type),),
            key=agreement.pk,
        )


def _designations(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    given = (
        Designation.objects.visible_to(user)
        .filter(pairing=pairing, given_on__isnull=False)
        .select_related("conferred_by", "conferred_on")
        .order_by("-given_on", "-pk")
    )
    for designation in given[:limit]:
        yield Entry(
            kind="agreement",
            on=designation.given_on,
            label=_("Title given"),
            title=designation.title,
            url=designation.get_absolute_url(),
            facts=(
                _("%(giver)s to %(holder)s")
                % {
                    "giver": designation.conferred_by.short_name,
                    "holder": designation.conferred_on.short_name,
                },
            ),
            key=designation.pk,
        )


Source = Callable[["Pairing", "User", int], Iterable[Entry]]
_SOURCES: dict[str, tuple[Source, ...]] = {
    "all": (
        _meetings,
        _updates,
        _actions_closed,
        _actions_planned_apart,
        _agreements,
        _designations,
    ),
    "workshops": (_meetings,),
    "updates": (_updates,),
    "actions": (_actions_closed, _actions_planned),
    "agreements": (_agreements, _designations),
}
