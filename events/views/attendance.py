"""Who took part in an event, and who organized it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.db import key_in
from core.form_pages import sent
from events.forms.attendance import (
    AddOrganizer,
    CorrectParticipation,
    CountHeads,
    EnrolOrganization,
    EnrolPeople,
    SameAs,
)
from events.models import Event
from events.operations import attendance, organizers
from events.views.inline_forms import InlineForm, handle_form

if TYPE_CHECKING:
    from django.http import HttpResponse

ADD_PEOPLE = InlineForm(
    section="people",
    title=_("Add people"),
    button=_("Add to the list"),
    success=_("The list of participants was changed."),
    lede=_("A name that is not in the directory is kept as written. You can link it later."),
)
ADD_ORGANIZATION = InlineForm(
    section="people",
    title=_("Add an organization"),
    button=_("Add the organization"),
    success=_("The list of participants was changed."),
)
CORRECT = InlineForm(
    section="people",
    title=_("Correct the list"),
    button=_("Save"),
    success=_("The list of participants was changed."),
)
SAME_AS = InlineForm(
    section="people",
    title=_("Same as somebody in the directory?"),
    button=_("This is the same person"),
    success=_("The name was linked to the directory."),
    lede=_("The list keeps the name and the position as they were written."),
)
COUNT = InlineForm(
    section="people",
    title=_("How many people took part?"),
    button=_("Save the number"),
    success=_("The number was saved."),
    lede=_("Leave empty what is not known. The number may be larger than the list of names."),
)
ADD_ORGANIZER = InlineForm(
    section="when",
    title=_("Add an organizer"),
    button=_("Add the organizer"),
    success=_("The organizer was added."),
)


@require_http_methods(["GET", "POST"])
@access("events.complete_event", Event)
def add_people(request: SignedInRequest, event: Event) -> HttpResponse:
    """Put people on the list, picked or as written."""
    form = EnrolPeople(**sent(request), event=event, user=request.user)
    return handle_form(
        request,
        event,
        form=form,
        page=ADD_PEOPLE,
        save=lambda: attendance.enrol(event, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.complete_event", Event)
def add_organization(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that an organization is invited or was represented."""
    form = EnrolOrganization(**sent(request), event=event)
    return handle_form(
        request,
        event,
        form=form,
        page=ADD_ORGANIZATION,
        save=lambda: attendance.take_part(event, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def edit(request: SignedInRequest, event: Event, participation: int) -> HttpResponse:
    """Correct what the list says of somebody."""
    record = get_object_or_404(event.participations, pk=participation)
    form = CorrectParticipation(**sent(request), participation=record)
    return handle_form(
        request,
        event,
        form=form,
        page=CORRECT,
        save=lambda: attendance.correct(record, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def link(request: SignedInRequest, event: Event, participation: int) -> HttpResponse:
    """Say whom a written name means."""
    record = get_object_or_404(event.participations, pk=participation, person=None)
    form = SameAs(**sent(request), participation=record, user=request.user)
    return handle_form(
        request,
        event,
        form=form,
        page=SAME_AS,
        save=lambda: attendance.link(record, person=form.cleaned_data["person"], by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.complete_event", Event)
def count(request: SignedInRequest, event: Event) -> HttpResponse:
    """Write down how many took part, in all or of one organization."""
    form = CountHeads(**sent(request), event=event, initial=_known(request, event))
    return handle_form(
        request,
        event,
        form=form,
        page=COUNT,
        save=lambda: attendance.record_headcount(event, form.terms(), by=request.user),
    )


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def add_organizer(request: SignedInRequest, event: Event) -> HttpResponse:
    """Let an organization convene, host or coordinate."""
    form = AddOrganizer(**sent(request), event=event)
    return handle_form(
        request,
        event,
        form=form,
        page=ADD_ORGANIZER,
        save=lambda: organizers.add(event, form.terms(), by=request.user),
    )


def _known(request: SignedInRequest, event: Event) -> dict[str, Any]:
    """Return the number that is corrected; without ``organization`` the one in all."""
    key = request.GET.get("organization", "")
    organization = key_in(key)
    known = event.head_counts.filter(organization=organization).first()
    if known is None:
        return {"organization": organization}
    return {
        "organization": organization,
        "people": known.people,
        "women": known.women,
        "method": known.method,
    }
