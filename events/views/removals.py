"""Taking something off an event: always asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from events.models import AgendaSpeaker, Event, EventFile, MeetingAccess
from events.operations import agenda, attendance, meeting_access, organizers, outcomes, records
from events.queries.outcomes import visible_outcomes
from events.views.inline_forms import InlineForm, show_form, show_saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from accounts.models import User


class Part(NamedTuple):
    """A kind of thing that hangs on an event: where it stands, what to ask, who removes it."""

    section: str
    title: _StrPromise
    rows: Callable[[Event, User], Any]
    remove: Callable[..., None]
    lede: _StrPromise | str = ""


def _all(relation: str) -> Callable[[Event, User], Any]:
    def rows(event: Event, _user: User) -> Any:
        return getattr(event, relation).all()

    return rows


def _speakers(event: Event, _user: User) -> Any:
    return AgendaSpeaker.objects.filter(item__event=event)


def _files(event: Event, user: User) -> Any:
    return EventFile.objects.visible_to(user).filter(event=event)


def _links(event: Event, user: User) -> Any:
    return MeetingAccess.objects.visible_to(user).filter(event=event)


PARTS = {
    "agenda": Part(
        "agenda",
        _("Remove this item from the agenda?"),
        _all("agenda"),
        agenda.remove_item,
        _("Its speakers are removed with it."),
    ),
    "speakers": Part(
        "agenda",
        _("Remove this speaker?"),
        _speakers,
        agenda.remove_speaker,
    ),
    "people": Part(
        "people",
        _("Remove this name from the list?"),
        _all("participations"),
        attendance.withdraw,
    ),
    "counts": Part(
        "people",
        _("Make this number unknown?"),
        _all("head_counts"),
        attendance.forget_count,
    ),
    "outcomes": Part(
        "outcomes",
        _("Remove this outcome from the page?"),
        visible_outcomes,
        outcomes.withdraw,
        _("What it became stays with the pairing."),
    ),
    "topics": Part("topics", _("Remove this topic?"), _all("topics"), records.remove),
    "statements": Part(
        "statements",
        _("Remove this statement?"),
        _all("statements"),
        records.remove,
    ),
    "presentations": Part(
        "presentations",
        _("Remove this presentation?"),
        _all("presentations"),
        records.remove,
    ),
    "visits": Part("visits", _("Remove this place?"), _all("site_visits"), records.remove),
    "files": Part(
        "files",
        _("Remove this file for good?"),
        _files,
        records.remove_file,
        _("It cannot be brought back."),
    ),
    "organizers": Part(
        "when",
        _("Remove this organizer?"),
        _all("organizers"),
        organizers.remove,
    ),
    "link": Part(
        "when",
        _("Remove the meeting link?"),
        _links,
        meeting_access.forget_link,
    ),
}


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def remove(request: SignedInRequest, event: Event, part: str, row: int) -> HttpResponse:
    """Ask, then take a part off the event."""
    if part not in PARTS:
        raise Http404
    kind = PARTS[part]
    record = get_object_or_404(kind.rows(event, request.user), pk=row)
    if request.method == "POST":
        kind.remove(record, by=request.user)
        return show_saved(request, event, kind.section, str(_("It was removed.")))
    page = InlineForm(
        section=kind.section,
        title=kind.title,
        button=_("Remove"),
        success=_("It was removed."),
        lede=kind.lede,
        is_grave=True,
    )
    return show_form(request, event, form=forms.Form(), page=page)
