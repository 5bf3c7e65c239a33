"""What happened in a pairing, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import formats
from core.enums import ShownState
from events.enums import EventState, Happening
from events.models import Event
from events.queries.timeline import Entry, Timeline
from partnerships.enums import Answer
from partnerships.models import Action, Agreement, Designation, ProgressUpdate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A meeting is called by its type.
LABELS: dict[Happening, _StrPromise] = {
    Happening.UPDATED: gettext_lazy("Update"),
    Happening.ACTION_PLANNED: gettext_lazy("Action planned"),
    Happening.ACTION_DONE: gettext_lazy("Action done"),
    Happening.ACTION_DROPPED: gettext_lazy("Action dropped"),
    Happening.SIGNED: gettext_lazy("Agreement signed"),
    Happening.TITLE_GIVEN: gettext_lazy("Title given"),
}


@dataclass(frozen=True)
class Said:
    """What a line says of a record beside its day."""

    title: str
    facts: tuple[str, ...]
    label: str = ""
    text: str = ""
    status: ShownState | None = None


@dataclass(frozen=True)
class Line:
    """One entry of the timeline; ``between`` names the month or year if no more is known."""

    kind: str
    on: date | None
    label: str
    url: str
    said: Said
    between: str = ""


def years(timeline: Timeline) -> list[tuple[int | None, list[Line]]]:
    """Return the entries in words under their years; None is for what has no day yet."""
    return [(year.number, [line(entry) for entry in year.entries]) for year in timeline.years]


def line(entry: Entry) -> Line:
    """Return what the timeline says of one entry."""
    said = _said(entry)
    label = said.label or str(LABELS[entry.what])
    between = formats.period(entry.on, entry.until) if entry.until else ""
    url = entry.record.get_absolute_url()
    return Line(entry.what.kind, entry.on, label, url, said, between)


def _said(entry: Entry) -> Said:
    match entry.record:
        case Event() as event:
            return _meeting(event, entry)
        case ProgressUpdate() as update:
            return _update(update)
        case Action() as action:
            reason = "" if entry.what == Happening.ACTION_PLANNED else action.reason
            return Said(action.text, (_who(action),), text=reason)
        case Agreement() as agreement:
            return Said(agreement.title, (str(agreement.type),))
        case Designation() as designation:
            return Said(designation.title, (_from_whom_to_whom(designation),))


def _meeting(event: Event, entry: Entry) -> Said:
    return Said(
        title=event.title,
        facts=tuple(_facts(event, entry)),
        label=str(event.type),
        text=event.english_summary or event.summary,
        status=None if event.has_happened else EventState(event.state),
    )


def _facts(event: Event, entry: Entry) -> Iterable[str]:
    yield event.get_modality_display()
    if entry.people is not None:
        yield _counted(ngettext("%(count)s person", "%(count)s people", entry.people), entry.people)
    if entry.agreed:
        areas = ngettext("%(count)s agreed area", "%(count)s agreed areas", entry.agreed)
        yield _counted(areas, entry.agreed)
    if entry.steps:
        steps = ngettext("%(count)s next action", "%(count)s next actions", entry.steps)
        yield _counted(steps, entry.steps)


def _counted(words: str, count: int) -> str:
    return words % {"count": formats.number(count)}


def _update(update: ProgressUpdate) -> Said:
    return Said(
        title=_about(update),
        facts=(str(update.author or update.submitted_by),),
        text=update.text,
        status=Answer(update.answer),
    )


def _about(update: ProgressUpdate) -> str:
    if update.action:
        return update.action.text
    if update.commitment:
        return update.commitment.text or update.commitment.area.name
    return _("The pairing as a whole")


def _who(action: Action) -> str:
    if action.person:
        return str(action.person)
    return action.organization.short_name if action.organization else _("All sides")


def _from_whom_to_whom(designation: Designation) -> str:
    return _("%(giver)s to %(holder)s") % {
        "giver": designation.conferred_by.short_name,
        "holder": designation.conferred_on.short_name,
    }
