"""The acts on a meeting that those hear of who were told of it: it is said to whom a mail goes."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.conflicts import Sides
from core.form_pages import FormPage, handle_form, sent, show_form
from events.enums import Act, EventState
from events.models import Event
from events.operations import events
from events.queries.agenda import moves_along
from events.queries.offers import offered, time_of
from events.views.places import in_event
from followup.forms.addresses import MissingAddresses
from followup.forms.events import CallOffMeeting, ConfirmMeeting, EditEvent
from followup.operations import addresses
from followup.queries import corrections, reach
from followup.queries import readers as readers_of
from followup.views.notices import to_confirm, with_mails
from notifications.models import Recipient

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, kw_only=True)
class ActPage(FormPage):
    """What is said before an act: what becomes of the meeting, and what its readers hear."""

    becomes: EventState
    news: _StrOrPromise
    preface: str = "followup/_notices.html"
    template: str = "followup/event_act.html"


EDIT = FormPage(
    title=_("Edit the meeting"),
    button=_("Save changes"),
    success=_("Changes saved."),
    lede=_("Add people, agreed areas, actions and files on the page of the meeting."),
    template="followup/event_form.html",
)
MOVED_ALONG = _("Changes saved. The agenda has moved, too.")
CONFIRM = ActPage(
    title=_("Confirm this meeting?"),
    lede=_("Next you can send the invitations. We remind the expected people before the day."),
    button=_("Confirm the meeting"),
    success=_("Meeting confirmed."),
    becomes=EventState.CONFIRMED,
    news=_("They will get a mail that the meeting will take place."),
)
CONFIRMED_AHEAD = _("Meeting confirmed. Now you can send the invitations.")
POSTPONE = ActPage(
    title=_("Postpone this meeting?"),
    lede=_("We send no reminders until there is a new day."),
    button=_("Postpone the meeting"),
    success=_("Meeting postponed."),
    becomes=EventState.POSTPONED,
    news=_("They will get a mail that the meeting is postponed."),
)
CANCEL = ActPage(
    title=_("Cancel this meeting?"),
    lede=_("You cannot undo this. The meeting stays in the list with your reason."),
    button=_("Cancel the meeting"),
    success=_("Meeting cancelled."),
    becomes=EventState.CANCELLED,
    news=_("They will get a mail that the meeting will not take place."),
    is_grave=True,
)


@asks("events.change_event", Event)
def edit(request: SignedInRequest, event: Event) -> HttpResponse:
    """Correct what is known of a meeting; before anybody gets a mail about it, say who."""
    today = timezone.localdate()
    form = EditEvent(**sent(request), event=event, user=request.user, today=today)
    _ask_for_addresses(request, event, form)
    page = EDIT.at(in_event(event, draft="edit"))
    sides = Sides(form)
    sides.merge()
    readers, lacks_address = ([], False) if sides.conflicts() else _who_hears(event, form)
    if (readers or lacks_address) and not form.cleaned_data["notices_confirmed"]:
        shown = show_form(
            request,
            form=form,
            page=to_confirm(page, readers),
            edits=event,
            notified_people=readers,
            lacks_address=lacks_address,
            news=_("They will get a mail about the change."),
        )
        # What waits to be confirmed was neither refused nor saved.
        shown.status_code = 200
        return shown

    if form.is_bound and form.is_valid() and moves_along(event, form.terms().write_to(copy(event))):
        page = replace(page, success=MOVED_ALONG)

    def save() -> Event:
        addresses.add(form.addresses(), by=request.user)
        return events.edit(
            event,
            form.terms(),
            pairings=form.who_meet(),
            programmes=form.under(),
            by=request.user,
            today=today,
        )

    return handle_form(request, form=form, page=with_mails(page, readers), save=save, edits=event)


@asks("events.confirm_event", Event)
def confirm(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that a meeting will take place."""
    form, page = ConfirmMeeting(**sent(request)), CONFIRM
    may_invite = Act.INVITE in offered(CONFIRM.becomes, time_of(event, today=timezone.localdate()))
    if may_invite:
        page = replace(CONFIRM, success=CONFIRMED_AHEAD)
    return _act(
        request,
        event,
        page=page,
        form=form,
        act=lambda: events.confirm(event, by=request.user),
        then=reverse("followup:invitation-send", args=[event.pk]) if may_invite else "",
    )


@asks("events.postpone_event", Event)
def postpone(request: SignedInRequest, event: Event) -> HttpResponse:
    """Take a meeting off its day."""
    return _call_off(request, event, page=POSTPONE, act=events.postpone)


@asks("events.cancel_event", Event)
def cancel(request: SignedInRequest, event: Event) -> HttpResponse:
    """Call a meeting off."""
    return _call_off(request, event, page=CANCEL, act=events.cancel)


def _call_off(
    request: SignedInRequest, event: Event, *, page: ActPage, act: Callable[..., Event]
) -> HttpResponse:
    form = CallOffMeeting(**sent(request))
    return _act(
        request,
        event,
        page=page,
        form=form,
        act=lambda: act(event, reason=form.cleaned_data["reason"], by=request.user),
    )


def _act(
    request: SignedInRequest,
    event: Event,
    *,
    page: ActPage,
    form: MissingAddresses,
    act: Callable[[], Event],
    then: str = "",
) -> HttpResponse:
    """Ask before an act, and say who gets a mail; then do it, or say why it cannot be done."""
    now = timezone.now()
    is_certain = page.becomes == EventState.CONFIRMED
    readers = corrections.who_hears_of_state(event, page.becomes, now=now)
    _ask_for_addresses(request, event, form)

    def save() -> Event:
        addresses.add(form.addresses(), by=request.user)
        return act()

    return handle_form(
        request,
        form=form,
        page=with_mails(page.at(in_event(event)), readers),
        save=save,
        then=then or event,
        notified_people=readers,
        reminded=corrections.who_is_reminded(event, now=now) if is_certain else [],
        news=page.news,
    )


def _ask_for_addresses(request: SignedInRequest, event: Event, form: MissingAddresses) -> None:
    """Let the page say whom no mail reaches, and ask where they can be reached."""
    unreached = reach.unreached_at(event, readers_of.concerned_by(event))
    form.ask_for_addresses(unreached, user=request.user)


def _who_hears(event: Event, form: EditEvent) -> tuple[list[Recipient], bool]:
    """Return who gets a mail about the change, and whether an address is asked of who gets none."""
    if not (form.is_bound and form.is_valid()):
        return [], False
    terms, now = form.terms(), timezone.now()
    missed = corrections.who_misses_facts(event, terms, now=now) if form.asks_for_addresses else []
    return corrections.who_hears_of_facts(event, terms, now=now), form.can_help(missed)
