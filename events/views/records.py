"""What was said, shown and seen at an event, and its files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, access, shows
from core.form_pages import sent
from core.uploads import small_copy
from events.forms.records import (
    AddFile,
    AddPresentation,
    AddSiteVisit,
    AddStatement,
    AddTopic,
    DescribeFile,
    SupplyFile,
)
from events.models import Event, EventFile
from events.operations import records
from events.views.inline_forms import FormAndSave, inline_form


@access("events.complete_event", Event)
@inline_form(
    section="topics",
    title=_("Add a topic"),
    button=_("Add the topic"),
    success=_("Topic added."),
)
def add_topic(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down what was discussed."""
    form = AddTopic(**sent(request))
    return form, lambda: records.add(event, form.terms(), by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="statements",
    title=_("Add a statement"),
    button=_("Add the statement"),
    success=_("Statement added."),
)
def add_statement(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down what somebody said."""
    form = AddStatement(**sent(request), event=event, user=request.user)
    return form, lambda: records.add(event, form.terms(), by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="presentations",
    title=_("Add a presentation"),
    button=_("Add the presentation"),
    success=_("Presentation added."),
)
def add_presentation(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down which presentation was given."""
    form = AddPresentation(**sent(request), event=event, user=request.user)
    return form, lambda: records.add(event, form.terms(), by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="visits",
    title=_("Add a place that they visited"),
    button=_("Add the place"),
    success=_("Place added."),
)
def add_site_visit(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down what the delegation saw."""
    form = AddSiteVisit(**sent(request), user=request.user)
    return form, lambda: records.add(event, form.terms(), by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="files",
    title=_("Add a file"),
    button=_("Upload the file"),
    success=_("File uploaded."),
)
def add_file(request: SignedInRequest, event: Event) -> FormAndSave:
    """Keep a file of the event."""
    form = AddFile(**sent(request))
    return form, lambda: records.add_file(event, form.new_file(), by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="files",
    title=_("Upload the missing file"),
    button=_("Upload the file"),
    success=_("File uploaded."),
)
def supply_file(request: SignedInRequest, event: Event, file: int) -> FormAndSave:
    """Upload the file of which only the caption was known."""
    stored = get_object_or_404(_files(request, event), pk=file)
    form = SupplyFile(**sent(request))
    return form, lambda: records.supply_file(
        stored, file=form.cleaned_data["file"], by=request.user
    )


@access("events.change_event", Event)
@inline_form(
    section="files",
    title=_("Describe the file"),
    button=_("Save"),
    success=_("Description changed."),
)
def describe_file(request: SignedInRequest, event: Event, file: int) -> FormAndSave:
    """Change what is said of a file."""
    stored = get_object_or_404(_files(request, event), pk=file)
    form = DescribeFile.of(stored, **sent(request))
    return form, lambda: records.describe_file(stored, form.terms(), by=request.user)


@shows("events.view_file", EventFile)
def download(request: SignedInRequest, event_file: EventFile) -> HttpResponseBase:
    """Hand out a file; a picture that was drawn anew may also be shown, small, in the page."""
    if not event_file.file:
        raise Http404
    if event_file.is_picture and "small" in request.GET:
        return _guarded(FileResponse(small_copy(event_file.file), content_type="image/webp"))
    response = FileResponse(
        event_file.file.open("rb"),
        as_attachment=True,
        filename=event_file.name,
        content_type=event_file.content_type,
    )
    return _guarded(response)


def _files(request: SignedInRequest, event: Event) -> Any:
    return EventFile.objects.visible_to(request.user).filter(event=event)


def _guarded(response: FileResponse) -> FileResponse:
    """Let no browser run or guess what is in a file."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
