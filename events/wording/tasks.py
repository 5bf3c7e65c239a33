"""What the record of an event lacks, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from events.enums import Need
from events.models import Event
from events.queries.events import Task

# The form that adds what is lacking; whatever is not here is a part of the event itself.
FORMS = {
    Need.PEOPLE: "events:participation-add",
    Need.NAMES: "events:participation-add",
    Need.INVITED: "events:participation-add",
    Need.AREAS: "events:outcome-agree",
    Need.ACTIONS: "events:outcome-plan",
    Need.MINUTES: "events:event-file-add",
    Need.AGENDA: "events:agenda-item-add",
    Need.LINK: "followup:meeting-link",
}
WHOLE = "followup:event-edit"


@dataclass(frozen=True)
class Missing:
    """Something that the page lacks, and where to write it."""

    label: str
    url: str
    hint: str


def missing(event: Event, tasks: Iterable[Task], *, may_set_link: bool) -> list[Missing]:
    """Return what the page lacks, each with the form that adds it.

    Who may not set the link may write how it comes: that is a part of the meeting.
    """
    forms = FORMS if may_set_link else {**FORMS, Need.LINK: WHOLE}
    return [
        Missing(
            str(task.need.label),
            reverse(forms.get(task.need, WHOLE), args=[event.pk]),
            hint(task),
        )
        for task in tasks
        if not task.done
    ]


def hint(task: Task) -> str:
    """Say of the names how many there are."""
    if task.named is None:
        return ""
    if task.people is None:
        names = ngettext("%(named)s name so far", "%(named)s names so far", task.named)
        return names % {"named": formats.number(task.named)}
    return _("%(named)s of %(people)s") % {
        "named": formats.number(task.named),
        "people": formats.number(task.people),
    }
