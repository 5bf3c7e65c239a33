"""The agenda of an event: its items and speakers."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, access
from core.form_pages import sent
from events.forms.agenda import LetSpeak, PutOnAgenda
from events.models import Event
from events.operations import agenda
from events.views.inline_forms import Change, FormAndSave, inline_form


@access("events.change_event", Event)
@inline_form(
    section="agenda",
    title=_("Add to the agenda"),
    button=_("Add to the agenda"),
    success=_("Agenda changed."),
)
def add_item(request: SignedInRequest, event: Event) -> FormAndSave:
    """Put an item on the agenda."""
    form = PutOnAgenda(**sent(request), event=event)
    return form, lambda: agenda.add_item(event, form.terms(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="agenda",
    title=_("Change an item of the agenda"),
    button=_("Save the item"),
    success=_("Agenda changed."),
)
def edit_item(request: SignedInRequest, event: Event, item: int) -> Change:
    """Change an item of the agenda."""
    entry = get_object_or_404(event.agenda, pk=item)
    form = PutOnAgenda(**sent(request), event=event, item=entry)
    return Change(form, lambda: agenda.edit_item(entry, form.terms(), by=request.user), entry)


@access("events.change_event", Event)
@inline_form(
    section="agenda",
    title=_("Add a speaker"),
    button=_("Add the speaker"),
    success=_("Speaker added."),
)
def add_speaker(request: SignedInRequest, event: Event, item: int) -> FormAndSave:
    """Let somebody speak to an item of the agenda."""
    entry = get_object_or_404(event.agenda, pk=item)
    form = LetSpeak(**sent(request), event=event, user=request.user)
    return form, lambda: agenda.add_speaker(entry, form.terms(), by=request.user)
