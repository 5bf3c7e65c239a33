"""The agenda of an event: its items and speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.form_pages import sent
from events.forms.agenda import LetSpeak, PutOnAgenda
from events.models import Event
from events.operations import agenda
from events.views.inline_forms import InlineForm, handle_form

if TYPE_CHECKING:
    from django.http import HttpResponse

ADD_ITEM = InlineForm(
    section="agenda",
    title=_("Add to the agenda"),
    button=_("Add to the agenda"),
    success=_("The agenda was changed."),
)
EDIT_ITEM = InlineForm(
    section="agenda",
    title=_("Change an item of the agenda"),
    button=_("Save the item"),
    success=_("The agenda was changed."),
)
ADD_SPEAKER = InlineForm(
    section="agenda",
    title=_("Add a speaker"),
    button=_("Add the speaker"),
    success=_("The speaker was added."),
)


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def add_item(request: SignedInRequest, event: Event) -> HttpResponse:
    """Put an item on the agenda."""
    form = PutOnAgenda(**sent(request), event=event)
    return handle_form(
        request,
        event,
        form=form,
        page=ADD_ITEM,
        save=lambda: agenda.add_item(event, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def edit_item(request: SignedInRequest, event: Event, item: int) -> HttpResponse:
    """Change an item of the agenda."""
    entry = get_object_or_404(event.agenda, pk=item)
    form = PutOnAgenda(**sent(request), event=event, item=entry)
    return handle_form(
        request,
        event,
        form=form,
        page=EDIT_ITEM,
        save=lambda: agenda.edit_item(entry, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def add_speaker(request: SignedInRequest, event: Event, item: int) -> HttpResponse:
    """Let somebody speak to an item of the agenda."""
    entry = get_object_or_404(event.agenda, pk=item)
    form = LetSpeak(**sent(request), event=event, user=request.user)
    return handle_form(
        request,
        event,
        form=form,
        page=ADD_SPEAKER,
        save=lambda: agenda.add_speaker(entry, form.terms(), by=request.user),
    )
