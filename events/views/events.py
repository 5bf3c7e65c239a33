"""The list of events, and the acts on one of them of which nobody is told."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, handle_form, sent
from core.lists import show_list
from events.filters import EventFilter
from events.forms.events import Reschedule
from events.models import Event
from events.operations import events
from events.queries.agenda import moves_along
from events.tables import SHEET, EventTable
from events.views.places import in_event

HOLD = FormPage(
    title=_("Did this meeting take place?"),
    lede=_("You can write down what came out of it on the next page."),
    button=_("Yes, it took place"),
    success=_("The meeting took place. Write down what came out of it."),
)
REPORT = FormPage(
    title=_("Did you write down everything?"),
    lede=_("The meeting is then “Held and reported”. You can still correct it."),
    button=_("Yes, the report is complete"),
    success=_("Report marked as complete."),
)
RESCHEDULE = FormPage(
    title=_("When will it take place?"),
    lede=_("The meeting is planned again. Confirm it when the day is sure."),
    button=_("Save the new day"),
    success=_("New day saved."),
)

SHORTCUTS = ("upcoming", "report_due", "without_count")


@shows("events.view_event")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List the events that the user may see, as a page or as CSV."""
    today = timezone.localdate()
    visible = Event.objects.visible_to(request.user)
    filterset = EventFilter(
        request.GET, visible.with_details(today), today=today, user=request.user
    )
    found = filterset.qs.with_programmes()
    if filterset.form.cleaned_data.get("upcoming"):
        found = found.order_by("known_from", "starts_at", "pk")
    return show_list(
        request,
        "events/event_index.html",
        filterset=filterset,
        table=EventTable(found, today=today),
        file=("workshops", SHEET),
        shortcuts=_shortcuts(filterset),
    )


@asks("events.hold_event", Event)
def hold(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that a meeting took place."""
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=HOLD.at(in_event(event)),
        save=lambda: events.hold(event, by=request.user, today=timezone.localdate()),
    )


@asks("events.report_event", Event)
def report(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that everything is written down."""
    return handle_form(
        request,
        form=Form(**sent(request)),
        page=REPORT.at(in_event(event)),
        save=lambda: events.report(event, by=request.user),
    )


@asks("events.postpone_event", Event)
def reschedule(request: SignedInRequest, event: Event) -> HttpResponse:
    """Give a postponed meeting its new day."""
    today = timezone.localdate()
    form = Reschedule(**sent(request), event=event, today=today)
    page = RESCHEDULE.at(in_event(event))
    if form.is_bound and form.is_valid() and moves_along(event, form.moved()):
        page = replace(page, success=_("New day saved. The agenda has moved, too."))
    return handle_form(
        request,
        form=form,
        page=page,
        save=lambda: events.reschedule(event, form.terms(), by=request.user, today=today),
    )


@shows("events.log_event", Event)
def log_similar(_request: SignedInRequest, event: Event) -> HttpResponse:
    """Begin a log or a plan that shares with ``event`` what meetings of a kind share."""
    asked = {"like": event.pk} if event.has_happened else {"plan": 1, "like": event.pk}
    return redirect(f"{reverse('events:event-log')}?{urlencode(asked)}")


def _shortcuts(filterset: EventFilter) -> list[tuple[str, str, bool]]:
    """Return what people ask most: label, query, whether it is being asked."""
    asked = filterset.form.cleaned_data
    now = next((name for name in SHORTCUTS if asked.get(name)), "")
    links = [(str(filterset.filters[name].label), f"?{name}=1", name == now) for name in SHORTCUTS]
    return [(gettext("All"), "?", not now), *links]
