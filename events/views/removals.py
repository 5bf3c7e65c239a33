"""Taking something off an event: always asked first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from accounts.models import User
from core.wall import beyond_the_reader
from events.enums import OutcomeKind
from events.models import AgendaSpeaker, Event, EventFile, MeetingAccess
from events.operations import attendance, meeting_access, records
from events.queries.outcomes import visible_outcomes
from events.views.inline_forms import InlineForm, show_form, show_saved

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

REMOVE, REMOVED = _("Remove"), _("Removed.")


@dataclass(frozen=True, kw_only=True)
class Removal(InlineForm):
    """A kind of thing that hangs on an event: where it stands, what to ask, who removes it."""

    rows: Callable[[Event, User], Any]
    remove: Callable[..., None] = records.remove
    button: _StrOrPromise = REMOVE
    success: _StrOrPromise = REMOVED
    is_grave: bool = True


PARTS = {
    "agenda": Removal(
        section="agenda",
        title=_("Remove this item from the agenda?"),
        lede=_("This also removes its speakers."),
        rows=lambda event, _user: event.agenda.all(),
    ),
    "speakers": Removal(
        section="agenda",
        title=_("Remove this speaker?"),
        rows=lambda event, _user: AgendaSpeaker.objects.filter(item__event=event),
    ),
    "people": Removal(
        section="people",
        title=_("Remove this name from the list?"),
        rows=lambda event, _user: event.participations.all(),
        remove=attendance.withdraw,
    ),
    "counts": Removal(
        section="people",
        title=_("Make this number unknown?"),
        rows=lambda event, _user: event.head_counts.all(),
    ),
    "outcomes": Removal(
        section="outcomes",
        title=_("Remove this outcome from the page?"),
        lede=_("What it became stays with the pairing."),
        rows=visible_outcomes,
    ),
    "agreements": Removal(
        section="signed",
        title=_("Remove this agreement from the page?"),
        lede=_("The agreement itself stays in the register."),
        rows=lambda event, user: visible_outcomes(event, user).filter(kind=OutcomeKind.AGREEMENT),
    ),
    "titles": Removal(
        section="titles",
        title=_("Remove this title from the page?"),
        lede=_("The title itself stays in the register."),
        rows=lambda event, user: visible_outcomes(event, user).filter(kind=OutcomeKind.DESIGNATION),
    ),
    "donations": Removal(
        section="donations",
        title=_("Remove this from what they handed over?"),
        rows=lambda event, _user: event.donations.all(),
    ),
    "topics": Removal(
        section="topics",
        title=_("Remove this topic?"),
        rows=lambda event, _user: event.topics.all(),
    ),
    "statements": Removal(
        section="statements",
        title=_("Remove this statement?"),
        rows=lambda event, _user: event.statements.all(),
    ),
    "presentations": Removal(
        section="presentations",
        title=_("Remove this presentation?"),
        rows=lambda event, _user: event.presentations.all(),
    ),
    "visits": Removal(
        section="visits",
        title=_("Remove this place?"),
        rows=lambda event, _user: event.site_visits.all(),
    ),
    "files": Removal(
        section="files",
        title=_("Remove this file forever?"),
        lede=_("You cannot get it back."),
        rows=lambda event, user: EventFile.objects.visible_to(user).filter(event=event),
        remove=records.remove_file,
    ),
    "organizers": Removal(
        section="when",
        title=_("Remove this organizer?"),
        rows=lambda event, _user: event.organizers.all(),
    ),
    "link": Removal(
        section="when",
        title=_("Remove the meeting link?"),
        rows=lambda event, user: MeetingAccess.objects.visible_to(user).filter(event=event),
        remove=meeting_access.forget_link,
    ),
}


@asks("events.change_event", Event)
def remove(request: SignedInRequest, event: Event, part: str, row: int) -> HttpResponse:
    """Ask, then take a part off the event."""
    if part not in PARTS:
        raise Http404
    page = PARTS[part]
    record = get_object_or_404(page.rows(event, request.user), pk=row)
    if request.method == "POST":
        with beyond_the_reader():
            page.remove(record, by=request.user)
        return show_saved(request, event, page.section, page.success)
    return show_form(request, event, form=forms.Form(), page=page)
