"""Who took part in an event, and who organized it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

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
    SameOrganizationAs,
)
from events.models import Event
from events.operations import attendance, organizers
from events.terms.attendance import HeadCountTerms
from events.views.inline_forms import Change, FormAndSave, inline_form


@access("events.complete_event", Event)
@inline_form(
    section="people",
    title=_("Add people"),
    button=_("Add to the list"),
    success=_("List of participants changed."),
    lede=_("If a name is not in the directory, we keep it as you wrote it. You can link it later."),
)
def add_people(request: SignedInRequest, event: Event) -> FormAndSave:
    """Put people on the list, picked or as written."""
    form = EnrolPeople(**sent(request), event=event, user=request.user)
    return form, lambda: attendance.enrol(
        event, form.terms(), addresses=form.addresses(), by=request.user
    )


@access("events.complete_event", Event)
@inline_form(
    section="people",
    title=_("Add an organization"),
    button=_("Add the organization"),
    success=_("List of participants changed."),
)
def add_organization(request: SignedInRequest, event: Event) -> FormAndSave:
    """Say that an organization is invited or was represented."""
    form = EnrolOrganization(**sent(request), event=event, user=request.user)
    return form, lambda: attendance.take_part(event, form.terms(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="people",
    title=_("Correct the list"),
    button=_("Save"),
    success=_("List of participants changed."),
)
def edit(request: SignedInRequest, event: Event, participation: int) -> Change:
    """Correct what the list says of somebody."""
    record = get_object_or_404(event.participations, pk=participation)
    form = CorrectParticipation(**sent(request), participation=record)
    return Change(form, lambda: attendance.correct(record, form.terms(), by=request.user), record)


@access("events.change_event", Event)
@inline_form(
    section="people",
    title=_("Same as somebody in the directory?"),
    button=_("This is the same person"),
    success=_("Name linked to the directory."),
    lede=_("The list keeps the name and the position as they are."),
)
def link(request: SignedInRequest, event: Event, participation: int) -> FormAndSave:
    """Say whom a written name means."""
    record = get_object_or_404(event.participations, pk=participation, person=None)
    form = SameAs(**sent(request), participation=record, user=request.user)
    return form, lambda: attendance.link(
        record, person=form.cleaned_data["person"], by=request.user
    )


@access("events.change_event", Event)
@inline_form(
    section="people",
    title=_("Same as an organization in the directory?"),
    button=_("This is the same organization"),
    success=_("Organization linked to the directory."),
    lede=_("The list keeps the name as it is."),
)
def link_organization(request: SignedInRequest, event: Event, participation: int) -> FormAndSave:
    """Say which organization a written name means."""
    written = event.participations.exclude(organization_name="")
    record = get_object_or_404(written, pk=participation, organization=None)
    form = SameOrganizationAs(**sent(request), participation=record, user=request.user)
    return form, lambda: attendance.link_organization(
        record, organization=form.cleaned_data["organization"], by=request.user
    )


@access("events.complete_event", Event)
@inline_form(
    section="people",
    title=_("How many people took part?"),
    button=_("Save the number"),
    success=_("Number saved."),
    lede=_("Leave empty what you do not know. The number may be larger than the list of names."),
)
def count(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down how many took part, in all or of one organization."""
    form = CountHeads(**sent(request), event=event, initial=_known(request, event))
    return form, lambda: attendance.record_headcount(event, form.terms(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="when",
    title=_("Add an organizer"),
    button=_("Add the organizer"),
    success=_("Organizer added."),
)
def add_organizer(request: SignedInRequest, event: Event) -> FormAndSave:
    """Let an organization convene, host or coordinate."""
    form = AddOrganizer(**sent(request), event=event, user=request.user)
    return form, lambda: organizers.add(event, form.terms(), by=request.user)


def _known(request: SignedInRequest, event: Event) -> dict[str, Any]:
    """Return the number that is corrected; without ``organization`` the one in all."""
    asked = request.GET.get("organization", "")
    organization = key_in(asked)
    counted = event.head_counts.filter(organization=organization).first()
    known = vars(HeadCountTerms.of(counted)) if counted else {}
    return {**known, "organization": organization}
