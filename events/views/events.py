"""The list of events, and every act on one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access, asks, shows
from core.form_pages import FormPage, attempt, handle_form, sent, show_form, show_saved
from core.lists import sheet, show_list
from events.enums import EventState, ReportState
from events.filters import EventFilter
from events.forms.events import CallOff, EditEvent, Reschedule
from events.models import Event
from events.operations import events
from events.operations.events import ChangedMeanwhileError
from events.queries import corrections
from events.tables import SHEET, EventTable
from events.views.places import in_event
from events.views.readers import with_mails
from notifications.models import Recipient

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

EDIT = FormPage(
    title=_("Edit the meeting"),
    button=_("Save changes"),
    success=_("Your changes were saved."),
    lede=_("People, agreed areas, actions and files are added on the page of the meeting."),
    template="events/event_form.html",
)


# What a view of an act says: what is asked before it, and the act.
FormAndAct: TypeAlias = tuple[Form, Callable[[], Event]]


def step(
    *,
    title: _StrOrPromise,
    lede: _StrOrPromise,
    button: _StrOrPromise,
    success: _StrOrPromise,
    becomes: EventState | None = None,
    news: _StrOrPromise = "",
) -> Callable[[Callable[..., FormAndAct]], Callable[..., HttpResponse]]:
    """Ask before an act, and say who gets a mail; then do it, or say why it cannot be done."""
    page = FormPage(
        title=title, lede=lede, button=button, success=success, template="events/event_step.html"
    )
    is_certain = becomes == EventState.CONFIRMED

    def made(asking: Callable[..., FormAndAct]) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "POST"])
        @wraps(asking)
        def view(request: SignedInRequest, event: Event) -> HttpResponse:
            form, act = asking(request, event)
            now = timezone.now()
            readers = corrections.who_hears_of_state(event, becomes, now=now) if becomes else []
            return handle_form(
                request,
                form=form,
                page=replace(page.at(in_event(event)), success=with_mails(success, readers)),
                save=act,
                then=reverse("followup:invitation-send", args=[event.pk]) if is_certain else event,
                notified_people=readers,
                reminded=corrections.who_is_reminded(event, now=now) if is_certain else [],
                news=news,
            )

        return view

    return made


@shows("events.view_event")
def index(request: SignedInRequest) -> HttpResponse:
    """List the events that the user may see, as a page or as CSV."""
    today = timezone.localdate()
    visible = Event.objects.visible_to(request.user)
    filterset = EventFilter(
        request.GET, visible.with_details(today), today=today, user=request.user
    )
    if request.GET.get("format") == "csv":
        return sheet("workshops", SHEET, filterset.qs)
    order = ["day", "starts_at", "pk"] if request.GET.get("upcoming") else None
    queryset = filterset.qs.order_by(*order) if order else filterset.qs
    return show_list(
        request,
        "events/event_index.html",
        filterset=filterset,
        table=EventTable(queryset, today=today),
        shortcuts=_shortcuts(request),
        has_any=visible.exists(),
    )


@asks("events.change_event", Event)
def edit(request: SignedInRequest, event: Event) -> HttpResponse:
    """Correct what is known of an event."""
    today = timezone.localdate()
    form = EditEvent(**sent(request), event=event, user=request.user, today=today)
    hear = _who_hears(event, form)
    people = [] if hear and form.cleaned_data["notices_confirmed"] else hear

    def save() -> Event:
        try:
            return events.edit(
                event,
                form.terms(),
                pairings=form.who_meet(),
                seen=form.cleaned_data["version"],
                by=request.user,
                today=today,
            )
        except ChangedMeanwhileError:
            form.take_newer_version()
            raise

    saved = None if people else attempt(form, save)
    if saved is not None:
        success = with_mails(EDIT.success, hear)
        return show_saved(request, success, name=saved.record, then=saved.record)
    page = EDIT.at(in_event(event, draft="edit"))
    response = show_form(request, form=form, page=page, notified_people=people, news="")
    # What waits to be confirmed was neither refused nor saved.
    response.status_code = 422 if form.errors else 200
    return response


@access("events.confirm_event", Event)
@step(
    title=_("Confirm this meeting?"),
    lede=_("Those who are expected are reminded of it before the day."),
    button=_("Confirm the meeting"),
    success=_("The meeting was confirmed. Now you can send the invitations."),
    becomes=EventState.CONFIRMED,
    news=_("They get a mail that the meeting takes place."),
)
def confirm(request: SignedInRequest, event: Event) -> FormAndAct:
    """Say that a meeting will take place."""
    return Form(**sent(request)), lambda: events.confirm(event, by=request.user)


@access("events.hold_event", Event)
@step(
    title=_("Did this meeting take place?"),
    lede=_("You can write down what came out of it on the next page."),
    button=_("Yes, it took place"),
    success=_("The meeting took place. Write down what came out of it."),
)
def hold(request: SignedInRequest, event: Event) -> FormAndAct:
    """Say that a meeting took place."""
    return Form(**sent(request)), lambda: events.hold(
        event, by=request.user, today=timezone.localdate()
    )


@access("events.report_event", Event)
@step(
    title=_("Is everything written down?"),
    lede=_("The meeting is then shown as held and reported. You can still correct it."),
    button=_("Yes, the report is complete"),
    success=_("The report was marked as complete."),
)
def report(request: SignedInRequest, event: Event) -> FormAndAct:
    """Say that everything is written down."""
    return Form(**sent(request)), lambda: events.report(event, by=request.user)


@access("events.postpone_event", Event)
@step(
    title=_("Postpone this meeting?"),
    lede=_("No reminders are sent until there is a new day."),
    button=_("Postpone the meeting"),
    success=_("The meeting was postponed."),
    becomes=EventState.POSTPONED,
    news=_("They get a mail that the meeting is postponed."),
)
def postpone(request: SignedInRequest, event: Event) -> FormAndAct:
    """Take a meeting off its day."""
    form = CallOff(**sent(request))
    return form, lambda: events.postpone(event, reason=form.cleaned_data["reason"], by=request.user)


@access("events.cancel_event", Event)
@step(
    title=_("Cancel this meeting?"),
    lede=_("This cannot be undone. The meeting stays in the list with your reason."),
    button=_("Cancel the meeting"),
    success=_("The meeting was cancelled."),
    becomes=EventState.CANCELLED,
    news=_("They get a mail that the meeting does not take place."),
)
def cancel(request: SignedInRequest, event: Event) -> FormAndAct:
    """Call a meeting off."""
    form = CallOff(**sent(request))
    return form, lambda: events.cancel(event, reason=form.cleaned_data["reason"], by=request.user)


@access("events.postpone_event", Event)
@step(
    title=_("When will it take place?"),
    lede=_("The meeting is planned again. Confirm it when the day is sure."),
    button=_("Save the new day"),
    success=_("The new day was saved."),
)
def reschedule(request: SignedInRequest, event: Event) -> FormAndAct:
    """Give a postponed meeting its new day."""
    today = timezone.localdate()
    form = Reschedule(**sent(request), event=event, today=today)
    return form, lambda: events.reschedule(event, form.terms(), by=request.user, today=today)


@shows("events.log_event", Event)
def log_similar(_request: SignedInRequest, event: Event) -> HttpResponse:
    """Begin a log that shares with ``event`` what meetings of a kind share."""
    return redirect(f"{reverse('events:event-log')}?{urlencode({'like': event.pk})}")


def _who_hears(event: Event, form: EditEvent) -> list[Recipient]:
    """Return who gets a mail about the change."""
    if not (form.is_bound and form.is_valid()):
        return []
    return corrections.who_hears_of_facts(event, form.terms(), now=timezone.now())


def _shortcuts(request: SignedInRequest) -> list[tuple[str, str, bool]]:
    """Return what people ask most: label, query, whether it is being asked."""
    labels = [
        ("upcoming", gettext("Coming up")),
        ("report_due", str(ReportState.DUE.label)),
        ("without_count", gettext("Without a number of people")),
    ]
    now = next((name for name, label in labels if request.GET.get(name)), "")
    links = [(label, f"?{name}=1", name == now) for name, label in labels]
    return [(gettext("All"), "?", not now), *links]
