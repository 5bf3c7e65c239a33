"""The small forms of an event's page: a page of their own, and a part of the page for htmx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from core.errors import DomainError
from events.views.details import TEMPLATE, context

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.forms import Form
    from django.utils.functional import _StrPromise

    from accounts.access import SignedInRequest
    from events.models import Event
    from notifications.models import Recipient


@dataclass(frozen=True)
class Question:
    """What a small form says: its title, its button, what is told when it is done."""

    section: str
    title: _StrPromise
    button: _StrPromise
    told: _StrPromise | str
    lede: _StrPromise | str = ""
    is_grave: bool = False


def sent(request: SignedInRequest) -> dict[str, Any]:
    """Return what a form is bound to: nothing until it is sent."""
    return {
        "data": request.POST if request.method == "POST" else None,
        "files": request.FILES if request.method == "POST" else None,
    }


def answer(
    request: SignedInRequest,
    event: Event,
    *,
    form: Form,
    question: Question,
    save: Callable[[], object],
) -> HttpResponse:
    """Ask ``question``; when it is answered, call ``save``."""
    if form.is_bound and form.is_valid():
        try:
            save()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return done(request, event, question.section, str(question.told))
    return ask(request, event, form=form, question=question)


def with_mails(done: str, told_people: Sequence[Recipient]) -> str:
    """Say what was done, and how many people get a mail about it."""
    if not told_people:
        return done
    count = len(told_people)
    mails = ngettext(
        "%(count)s person gets a mail about this.", "%(count)s people get a mail about this.", count
    ) % {"count": count}
    return f"{done} {mails}"


def ask(
    request: SignedInRequest, event: Event, *, form: Form, question: Question, **more: Any
) -> HttpResponse:
    """Show a small form, in its section of the page or as a page of its own."""
    values = context(
        request,
        event,
        form=form,
        question=question,
        action=request.path,
        back=f"{event.get_absolute_url()}#{question.section}",
        **more,
    )
    template = "events/part_form.html"
    if request.htmx and not request.htmx.history_restore_request:
        template = f"{TEMPLATE}#{question.section}"
        _take_focus(form)
    return render(request, template, values, status=422 if form.errors else 200)


def done(request: SignedInRequest, event: Event, section: str, told: str) -> HttpResponse:
    """Show the section anew and what is still missing, or go back to the page."""
    if not request.htmx:
        messages.success(request, told)
        return redirect(f"{event.get_absolute_url()}#{section}")
    event.refresh_from_db()
    values = context(request, event, told=told)
    fresh = render_to_string(f"{TEMPLATE}#{section}", values, request)
    tasks = render_to_string(f"{TEMPLATE}#tasks", {**values, "is_aside": True}, request)
    return HttpResponse(fresh + tasks)


def _take_focus(form: Form) -> None:
    """Let the first question of a form that appears in the page take the focus."""
    for field in form.visible_fields()[:1]:
        field.field.widget.attrs["autofocus"] = True
