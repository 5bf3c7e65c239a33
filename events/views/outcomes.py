"""What an event brought, and how it becomes part of a partnership."""

from __future__ import annotations

from functools import partial as bound

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, access, asks
from core.form_pages import sent
from events.forms.deliveries import DeliverArea, FinishActions
from events.forms.outcomes import (
    ADOPTIONS,
    AgreeOnArea,
    PlanAction,
    RewordOutcome,
    WriteOutcome,
    guessed,
)
from events.models import Event, Outcome
from events.operations import outcomes
from events.queries.outcomes import visible_outcomes
from events.views.inline_forms import Change, FormAndSave, InlineForm, handle_form, inline_form

ADOPT = {
    "commitment": InlineForm(
        section="outcomes",
        title=_("Make it an agreed area"),
        button=_("Make it an agreed area"),
        success=_("It is an agreed area of the pairing now."),
    ),
    "action": InlineForm(
        section="outcomes",
        title=_("Make it a next action"),
        button=_("Make it a next action"),
        success=_("It is a next action of the pairing now."),
    ),
    "working_group": InlineForm(
        section="outcomes",
        title=_("Make it a working group"),
        button=_("Set up the working group"),
        success=_("It is a working group of the pairing now."),
    ),
    "agreement": InlineForm(
        section="outcomes",
        title=_("Make it an agreement draft"),
        button=_("Write the draft"),
        success=_("It is the draft of an agreement now."),
    ),
}


@access("events.change_event", Event)
@inline_form(
    section="outcomes",
    title=_("Add an outcome"),
    button=_("Add the outcome"),
    success=_("Outcome added."),
)
def add(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down a decision, a recommendation or a document to draft."""
    form = WriteOutcome(**sent(request))
    return form, lambda: outcomes.record(event, form.terms(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="outcomes",
    title=_("Change the text of an outcome"),
    button=_("Save the text"),
    success=_("Outcome changed."),
)
def edit(request: SignedInRequest, event: Event, outcome: int) -> Change:
    """Correct the words of an outcome."""
    record = _visible(request, event, outcome)
    form = RewordOutcome(**sent(request), initial={"text": record.text})

    def save() -> object:
        return outcomes.reword(record, text=form.cleaned_data["text"], by=request.user)

    return Change(form, save, record)


@access("events.change_event", Event)
@inline_form(
    section="areas",
    title=_("Add an agreed area"),
    button=_("Add the agreed area"),
    success=_("Agreed area added to the pairing."),
)
def agree(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down an area that a pairing agreed to work on."""
    form = AgreeOnArea(**sent(request), event=event, user=request.user)
    return form, lambda: outcomes.adopt_new(
        event, form.terms(), pairing=form.cleaned_data["pairing"], by=request.user
    )


@access("events.change_event", Event)
@inline_form(
    section="areas",
    title=_("What did they carry out?"),
    lede=_("This updates the agreed area. If all is done, it ends on the day of this meeting."),
    button=_("Save"),
    success=_("Saved. The agreed area shows it now."),
)
def deliver(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down what a meeting carried out of an area that was agreed before."""
    form = DeliverArea(**sent(request), event=event, user=request.user)
    return form, lambda: outcomes.deliver(event, form.new(), by=request.user, now=timezone.now())


@access("events.change_event", Event)
@inline_form(
    section="actions",
    title=_("Add a next action"),
    button=_("Add the action"),
    success=_("Action added to the pairing."),
)
def plan(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down a next step of a pairing."""
    form = PlanAction(**sent(request), event=event, user=request.user)
    return form, lambda: outcomes.adopt_new(
        event, form.terms(), pairing=form.cleaned_data["pairing"], by=request.user
    )


@access("events.change_event", Event)
@inline_form(
    section="actions",
    title=_("What did they do?"),
    lede=_("These actions end on the day of this meeting."),
    button=_("Save"),
    success=_("The actions are done."),
)
def finish(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down which open actions a meeting did."""
    form = FinishActions(**sent(request), event=event, user=request.user)
    return form, lambda: outcomes.deliver(event, *form.new(), by=request.user, now=timezone.now())


@asks("events.change_event", Event)
def adopt(request: SignedInRequest, event: Event, outcome: int, as_: str) -> HttpResponse:
    """Make an outcome part of a partnership: one click, unless something must be asked first."""
    if as_ not in ADOPTIONS:
        raise Http404
    record = _visible(request, event, outcome)
    known = guessed(record.text)
    asking = bound(ADOPTIONS[as_], initial=known, event=event, user=request.user)
    form = blank = asking()
    if request.method == "POST":
        at_once = "pairing" not in request.POST
        form = asking(data=blank.known_answers() if at_once else request.POST)
        if at_once and not form.is_valid():
            form = blank
    return handle_form(
        request,
        event,
        form=form,
        page=ADOPT[as_],
        save=lambda: outcomes.adopt(
            record, form.terms(), pairing=form.cleaned_data["pairing"], by=request.user
        ),
    )


def _visible(request: SignedInRequest, event: Event, pk: int) -> Outcome:
    record: Outcome = get_object_or_404(visible_outcomes(event, request.user), pk=pk)
    return record
