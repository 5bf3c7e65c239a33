"""Positions that people take and leave."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.forms.positions import EndPositionForm, PositionForm
from network.models import Person, Position
from network.operations import people
from network.views.places import in_person

ADD = FormPage(
    title=_("Add a position"),
    button=_("Save position"),
    success=_("Position added."),
    lede=_("Other positions stay as they are."),
)
END = FormPage(
    title=_("End a position"),
    button=_("Save the end"),
    success=_("End of the position saved."),
    refused_at="on",
)


@asks("network.change_person", Person)
def add(request: SignedInRequest, person: Person) -> HttpResponse:
    """Record a position that a person takes; the others stay."""
    form = PositionForm(**sent(request), user=request.user)
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_person(person)),
        save=lambda: people.take_position(person, form.terms(), by=request.user),
        then=person,
    )


@asks("network.end_position", Position)
def end(request: SignedInRequest, position: Position) -> HttpResponse:
    """Record the last day of a position."""
    form = EndPositionForm(**sent(request), initial={"on": timezone.localdate()})
    named = ", ".join(filter(None, (position.title, position.organization.name)))
    return handle_form(
        request,
        form=form,
        page=END.at(in_person(position.person), lede=named),
        save=lambda: people.end_position(position, on=form.cleaned_data["on"], by=request.user),
        then=position.person,
    )
