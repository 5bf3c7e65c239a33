"""The list of events, and every act on one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.csv_rows import rows_as_csv
from core.errors import DomainError
from core.formats import moment
from core.htmx import partial
from events.enums import EventState, ReportState
from events.filters import EventFilter
from events.forms.events import CallOff, EditEvent, Reschedule
from events.models import Event
from events.operations import events
from events.queries import corrections
from events.tables import EventTable
from events.views.parts import with_mails

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.forms import Form

    from notifications.models import Recipient

PER_PAGE = 25


@require_safe
@access("events.view_event")
def index(request: SignedInRequest) -> HttpResponse:
    """List the events that the user may see, as a page or as CSV."""
    today = timezone.localdate()
    visible = Event.objects.visible_to(request.user)
    found = EventFilter(request.GET, visible.with_details(today), today=today, user=request.user)
    if request.GET.get("format") == "csv":
        return _csv(found.qs)
    order = ["day", "starts_at", "pk"] if request.GET.get("upcoming") else None
    queryset = found.qs.order_by(*order) if order else found.qs
    table = RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(
        EventTable(queryset, today=today)
    )
    context = {
        "filter": found,
        "table": table,
        "shortcuts": _shortcuts(request),
        "has_any": visible.exists(),
        "csv_query": _with(request, format="csv"),
    }
    return render(request, partial(request, "events/event_index.html", "results"), context)


@require_http_methods(["GET", "POST"])
@access("events.change_event", Event)
def edit(request: SignedInRequest, event: Event) -> HttpResponse:
    """Correct what is known of an event."""
    today = timezone.localdate()
    options: dict[str, Any] = {"event": event, "user": request.user, "today": today}
    form = EditEvent(request.POST, **options) if request.method == "POST" else EditEvent(**options)
    hear = _who_hears(event, form)
    people = [] if hear and form.cleaned_data["told"] else hear
    if form.is_bound and form.is_valid() and not people:
        try:
            event = events.edit(
                event,
                form.terms(),
                pairings=form.who_meet(),
                seen=form.cleaned_data["version"],
                by=request.user,
                today=today,
            )
        except DomainError as error:
            form.refused(error)
        else:
            messages.success(request, with_mails(_("Your changes were saved."), hear))
            return redirect(event)
    context = {"form": form, "event": event, "told_people": people}
    status = 422 if form.is_bound and not people else 200
    return render(request, "events/event_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@access("events.confirm_event", Event)
def confirm(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that a meeting will take place."""
    return _step(
        request,
        event,
        act=lambda: events.confirm(event, by=request.user),
        question=_("Confirm this meeting?"),
        consequence=_("Those who are expected are reminded of it before the day."),
        button=_("Confirm the meeting"),
        told=_("The meeting was confirmed. Now you can send the invitations."),
        told_people=corrections.who_hears_of_state(event, EventState.CONFIRMED, now=timezone.now()),
        news=_("They get a mail that the meeting takes place."),
        reminded=corrections.who_is_reminded(event, now=timezone.now()),
        then=reverse("events:invitation-send", args=[event.pk]),
    )


@require_http_methods(["GET", "POST"])
@access("events.hold_event", Event)
def hold(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that a meeting took place."""
    return _step(
        request,
        event,
        act=lambda: events.hold(event, by=request.user, today=timezone.localdate()),
        question=_("Did this meeting take place?"),
        consequence=_("You can write down what came out of it on the next page."),
        button=_("Yes, it took place"),
        told=_("The meeting took place. Write down what came out of it."),
    )


@require_http_methods(["GET", "POST"])
@access("events.report_event", Event)
def report(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say that everything is written down."""
    return _step(
        request,
        event,
        act=lambda: events.report(event, by=request.user),
        question=_("Is everything written down?"),
        consequence=_("The meeting is then shown as held and reported. You can still correct it."),
        button=_("Yes, the report is complete"),
        told=_("The report was marked as complete."),
    )


@require_http_methods(["GET", "POST"])
@access("events.postpone_event", Event)
def postpone(request: SignedInRequest, event: Event) -> HttpResponse:
    """Take a meeting off its day."""
    form = CallOff(request.POST if request.method == "POST" else None)
    return _step(
        request,
        event,
        act=lambda: events.postpone(event, reason=form.cleaned_data["reason"], by=request.user),
        form=form,
        question=_("Postpone this meeting?"),
        consequence=_("No reminders are sent until there is a new day."),
        button=_("Postpone the meeting"),
        told=_("The meeting was postponed."),
        told_people=corrections.who_hears_of_state(event, EventState.POSTPONED, now=timezone.now()),
        news=_("They get a mail that the meeting is postponed."),
    )


@require_http_methods(["GET", "POST"])
@access("events.cancel_event", Event)
def cancel(request: SignedInRequest, event: Event) -> HttpResponse:
    """Call a meeting off."""
    form = CallOff(request.POST if request.method == "POST" else None)
    return _step(
        request,
        event,
        act=lambda: events.cancel(event, reason=form.cleaned_data["reason"], by=request.user),
        form=form,
        question=_("Cancel this meeting?"),
        consequence=_("This cannot be undone. The meeting stays in the list with your reason."),
        button=_("Cancel the meeting"),
        told=_("The meeting was cancelled."),
        told_people=corrections.who_hears_of_state(event, EventState.CANCELLED, now=timezone.now()),
        news=_("They get a mail that the meeting does not take place."),
    )


@require_http_methods(["GET", "POST"])
@access("events.postpone_event", Event)
def reschedule(request: SignedInRequest, event: Event) -> HttpResponse:
    """Give a postponed meeting its new day."""
    today = timezone.localdate()
    form = Reschedule(request.POST if request.method == "POST" else None, event=event, today=today)
    return _step(
        request,
        event,
        act=lambda: events.reschedule(event, form.terms(), by=request.user, today=today),
        form=form,
        question=_("When will it take place?"),
        consequence=_("The meeting is planned again. Confirm it when the day is sure."),
        button=_("Save the new day"),
        told=_("The new day was saved."),
    )


@require_safe
@access("events.log_event", Event)
def log_similar(_request: SignedInRequest, event: Event) -> HttpResponse:
    """Begin a log that shares with ``event`` what meetings of a kind share."""
    return redirect(f"{reverse('events:event-log')}?{urlencode({'like': event.pk})}")


def _who_hears(event: Event, form: EditEvent) -> list[Recipient]:
    """Return who gets a mail about the change."""
    if not (form.is_bound and form.is_valid()):
        return []
    return corrections.who_hears_of_facts(event, form.terms(), now=timezone.now())


def _step(  # noqa: PLR0913 — the words of a page that asks before it acts
    request: SignedInRequest,
    event: Event,
    *,
    act: Callable[[], Event],
    question: str,
    consequence: str,
    button: str,
    told: str,
    form: Form | None = None,
    told_people: Sequence[Recipient] = (),
    news: str = "",
    reminded: Sequence[Recipient] = (),
    then: str = "",
) -> HttpResponse:
    """Ask before an act; then do it, or say why it cannot be done."""
    problem = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            event = act()
        except DomainError as error:
            problem = str(error)
        else:
            messages.success(request, with_mails(told, told_people))
            return redirect(then or event)
    context = {
        "event": event,
        "form": form,
        "told_people": told_people,
        "news": news,
        "reminded": reminded,
        "question": question,
        "consequence": consequence,
        "button": button,
        "problem": problem,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/event_step.html", context, status=status)


def _shortcuts(request: SignedInRequest) -> list[tuple[str, str, bool]]:
    """Return what people ask most: label, query, whether it is being asked."""
    asked = [
        ("upcoming", _("Coming up")),
        ("report_due", str(ReportState.DUE.label)),
        ("without_count", _("Without a number of people")),
    ]
    now = next((name for name, label in asked if request.GET.get(name)), "")
    found = [(label, f"?{name}=1", name == now) for name, label in asked]
    return [(_("All"), "?", not now), *found]


def _with(request: SignedInRequest, **more: str) -> str:
    query = request.GET.copy()
    query.update(more)
    return query.urlencode()


def _csv(queryset: Any) -> HttpResponse:
    head = [
        _("Title"),
        _("Kind"),
        _("Date"),
        _("Last day"),
        _("Start"),
        _("How they meet"),
        _("Place"),
        _("State"),
        _("People"),
        _("Women"),
        _("Programme"),
    ]
    rows = ([*_row(event)] for event in queryset)
    response = HttpResponse(rows_as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="workshops.csv"'
    return response


def _row(event: Any) -> list[object]:
    return [
        event.title,
        event.type.name,
        event.day,
        event.last_day,
        moment(event.starts_at, event.time_zone) if event.starts_at else None,
        event.get_modality_display(),
        event.place,
        EventState(event.state).label,
        event.people,
        event.women,
        event.programme.name if event.programme else None,
    ]
