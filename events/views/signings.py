"""What was signed, given and handed over at an event, from the event's page and the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, access, asks
from accounts.models import User
from core.form_pages import FormPage, Place, handle_form, sent
from events.enums import OutcomeKind
from events.forms.signings import (
    ChooseMeeting,
    ConferTitle,
    EnterSigned,
    EnterTitle,
    HandOver,
    TieAgreement,
    TieDesignation,
    WriteSigned,
)
from events.models import Event, Outcome
from events.operations import outcomes, records, signings
from events.queries.outcomes import visible_outcomes
from events.terms.outcomes import OutcomeTerms
from events.views.inline_forms import FormAndSave, inline_form
from partnerships.models import Agreement, Designation
from partnerships.terms.agreements import SignedAgreement
from partnerships.terms.designations import DesignationTerms
from partnerships.views.places import in_agreement, in_designation

MEETING = FormPage(
    title=_("At which meeting was it?"),
    button=_("Save the meeting"),
    success=_("It is on the page of the meeting now."),
)


@access("events.change_event", Event)
@inline_form(
    section="signed",
    title=_("Add an agreement that they signed"),
    button=_("Save the agreement"),
    success=_("The agreement is in the register now."),
)
def sign(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down an agreement that was signed at an event."""
    form = WriteSigned(**sent(request), event=event, user=request.user)
    return form, lambda: _write(event, form.signed(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="signed",
    title=_("Enter this agreement in the register"),
    button=_("Save the agreement"),
    success=_("The agreement is in the register now."),
)
def enter_agreement(request: SignedInRequest, event: Event, outcome: int) -> FormAndSave:
    """Make an entry of the register of an agreement that was kept in words."""
    record = _in_words(request, event, outcome, OutcomeKind.AGREEMENT)
    form = EnterSigned(**sent(request), event=event, user=request.user, words=record.text)
    return form, lambda: signings.enter(record, form.entry, by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="signed",
    title=_("Which agreement did they sign here?"),
    button=_("Save"),
    success=_("The agreement is on this page now."),
)
def tie_agreement(request: SignedInRequest, event: Event) -> FormAndSave:
    """Say that an agreement of the register was signed at an event."""
    form = TieAgreement(**sent(request), event=event, user=request.user)
    return form, lambda: signings.tie(event, form.cleaned_data["record"], by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="titles",
    title=_("Add a title that they gave"),
    button=_("Save the title"),
    success=_("The title is in the register now."),
)
def confer(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down a title that was given at an event."""
    form = ConferTitle(**sent(request), event=event, user=request.user)
    return form, lambda: _write(event, form.given(), by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="titles",
    title=_("Enter this title in the register"),
    button=_("Save the title"),
    success=_("The title is in the register now."),
)
def enter_designation(request: SignedInRequest, event: Event, outcome: int) -> FormAndSave:
    """Make an entry of the register of a title that was kept in words."""
    record = _in_words(request, event, outcome, OutcomeKind.DESIGNATION)
    form = EnterTitle(**sent(request), event=event, user=request.user, words=record.text)
    return form, lambda: signings.enter(record, form.entry, by=request.user)


@access("events.change_event", Event)
@inline_form(
    section="titles",
    title=_("Which title did they give here?"),
    button=_("Save"),
    success=_("The title is on this page now."),
)
def tie_designation(request: SignedInRequest, event: Event) -> FormAndSave:
    """Say that a title of the register was given at an event."""
    form = TieDesignation(**sent(request), event=event, user=request.user)
    return form, lambda: signings.tie(event, form.cleaned_data["record"], by=request.user)


@access("events.complete_event", Event)
@inline_form(
    section="donations",
    title=_("Add what they handed over"),
    button=_("Save"),
    success=_("It is on the page of the meeting now."),
)
def hand_over(request: SignedInRequest, event: Event) -> FormAndSave:
    """Write down what was given or handed over at an event."""
    form = HandOver(**sent(request), user=request.user)
    return form, lambda: records.add(event, form.donation(), by=request.user)


@asks("partnerships.edit_agreement", Agreement)
def meeting_of_agreement(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Choose the meeting at which an agreement was signed."""
    return _choose_meeting(request, agreement, in_agreement(agreement))


@asks("partnerships.edit_designation", Designation)
def meeting_of_designation(request: SignedInRequest, designation: Designation) -> HttpResponse:
    """Choose the meeting at which a title was given."""
    return _choose_meeting(request, designation, in_designation(designation))


def _write(
    event: Event, new: SignedAgreement | DesignationTerms | OutcomeTerms, *, by: User
) -> Outcome:
    """Write down an agreement or a title: in words, or in the register."""
    match new:
        case OutcomeTerms():
            return outcomes.record(event, new, by=by)
        case DesignationTerms():
            return signings.confer(event, new, by=by)
        case _:
            return signings.sign(event, new, by=by)


def _in_words(request: SignedInRequest, event: Event, pk: int, kind: OutcomeKind) -> Outcome:
    seen = visible_outcomes(event, request.user).exclude(text="")
    record: Outcome = get_object_or_404(seen, pk=pk, kind=kind)
    return record


def _choose_meeting(
    request: SignedInRequest, record: Agreement | Designation, place: Place
) -> HttpResponse:
    form = ChooseMeeting(**sent(request), record=record, user=request.user)

    def save() -> Agreement | Designation:
        signings.tie(form.cleaned_data["record"], record, by=request.user)
        return record

    return handle_form(request, form=form, page=MEETING.at(place), save=save)
