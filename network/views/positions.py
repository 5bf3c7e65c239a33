"""Positions that people take and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from network.forms.positions import EndPositionForm, PositionForm
from network.models import Person, Position
from network.operations import people

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_http_methods(["GET", "POST"])
@access("network.change_person", Person)
def add(request: SignedInRequest, person: Person) -> HttpResponse:
    """Record a position that a person takes; the others stay."""
    data = request.POST if request.method == "POST" else None
    form = PositionForm(data, user=request.user)
    if form.is_valid():
        try:
            people.take_position(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The position was added."))
            return redirect(person)
    context = {"form": form, "person": person}
    status = 422 if form.is_bound else 200
    return render(request, "network/position_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("network.end_position", Position)
def end(request: SignedInRequest, position: Position) -> HttpResponse:
    """Record the last day of a position."""
    data = request.POST if request.method == "POST" else None
    form = EndPositionForm(data, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            people.end_position(position, on=form.cleaned_data["on"], by=request.user)
        except DomainError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("The end of the position was saved."))
            return redirect(position.person)
    context = {"form": form, "position": position, "person": position.person}
    status = 422 if form.is_bound else 200
    return render(request, "network/position_end_form.html", context, status=status)
