"""Log a meeting that took place, or plan one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest, asks
from core.db import key_in
from core.form_pages import attempt, show_saved
from core.htmx import partial
from core.submissions import is_repeated
from core.suggestions import suggested
from events.forms.log import LogPage, like
from events.forms.log_event import OTHER
from events.models import Event
from events.operations import events
from events.wording.log_page import words_of


@asks("events.log_event")
def log(request: SignedInRequest) -> HttpResponse:
    """Ask what came of a meeting, or who will come to it, and write it down."""
    if request.method != "POST":
        page = LogPage(request.user, today=timezone.localdate(), initial=_initial(request))
        return _show(request, page)
    page = LogPage(request.user, today=timezone.localdate(), data=request.POST, files=request.FILES)
    if page.is_unfinished:
        return _show(request, page)
    is_new = not is_repeated(page.form)
    similar = page.similar() if page.is_valid() and is_new else []
    if not page.is_valid() or similar:
        # A list that waits to be looked at was neither refused nor saved.
        status = 422 if page.has_errors or similar else 200
        return _show(request, page, status=status, similar=similar)
    return _save(request, page)


def _save(request: SignedInRequest, page: LogPage) -> HttpResponse:
    now = timezone.now()
    saved = attempt(page.form, lambda: events.log(page.terms(), by=request.user, now=now))
    if saved is None:
        return _show(request, page, status=422)
    event = saved.record
    success = str(words_of(is_planning=not event.has_happened).saved)
    edit = reverse("followup:event-edit", args=[event.pk])
    then = edit if "details" in request.POST else event
    return show_saved(request, success, name=event, then=then)


def _show(
    request: SignedInRequest, page: LogPage, *, status: int = 200, similar: Any = ()
) -> HttpResponse:
    if suggestions := suggested(request, *page.parts):
        return suggestions
    context = {"page": page, "form": page.form, "similar": similar, "other": OTHER}
    context["rows"] = page.rows if page.form.is_bound else ()
    template = partial(request, "events/event_log.html", "rest")
    return render(request, template, context, status=status)


def _initial(request: SignedInRequest) -> dict[str, Any]:
    """Return what the link to the form says already: a pairing, a similar or an earlier event."""
    initial: dict[str, Any] = {"plan": "1", "day": None} if "plan" in request.GET else {}
    visible = Event.objects.visible_to(request.user)
    if key := key_in(request.GET.get("like")):
        initial |= next((like(event) for event in visible.filter(pk=key)), {})
    if (key := key_in(request.GET.get("parent"))) and visible.filter(pk=key).exists():
        initial["parent"] = key
    if key := key_in(request.GET.get("pairing")):
        initial["pairing"] = key
    if "other" in request.GET:
        initial["pairing"] = OTHER
    return initial
