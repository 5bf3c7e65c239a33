"""The small forms of an event's page: a page of their own, and a part of the page for htmx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest
from core import form_pages
from core.form_pages import FormPage, attempt
from core.models import Record
from core.suggestions import suggested
from events.models import Event
from events.views.details import TEMPLATE, context
from events.views.places import in_event

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# What a view of a small form says: the form, and what saves it once it was filled in well.
FormAndSave: TypeAlias = tuple[Form, Callable[[], object]]


class Change(NamedTuple):
    """What a view of a small form says that shows a record and changes it."""

    form: Form
    save: Callable[[], object]
    edits: Record | None = None


Asking: TypeAlias = Callable[..., FormAndSave | Change]


@dataclass(frozen=True, kw_only=True)
class InlineForm(FormPage):
    """What a small form says, and in which section of the page it appears."""

    section: str


def inline_form(
    *,
    section: str,
    title: _StrOrPromise,
    button: _StrOrPromise,
    success: _StrOrPromise,
    lede: _StrOrPromise = "",
) -> Callable[[Asking], Callable[..., HttpResponse]]:
    """Make the view of a small form of what says which form it is, and how it is saved."""
    page = InlineForm(section=section, title=title, button=button, success=success, lede=lede)

    def made(asking: Asking) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "POST"])
        @wraps(asking)
        def view(request: SignedInRequest, event: Event, **keys: Any) -> HttpResponse:
            form, save, edits = Change(*asking(request, event, **keys))
            return handle_form(request, event, form=form, page=page, save=save, edits=edits)

        return view

    return made


def handle_form(
    request: SignedInRequest,
    event: Event,
    *,
    form: Form,
    page: InlineForm,
    save: Callable[[], object],
    edits: Record | None = None,
) -> HttpResponse:
    """Show ``form``; when it was filled in well, call ``save`` and show its section anew."""
    if attempt(form, save, edits=edits, refused_at=page.refused_at) is None:
        return show_form(request, event, form=form, page=page, edits=edits)
    return show_saved(request, event, page.section, page.success)


def show_form(
    request: SignedInRequest, event: Event, *, form: Form, page: InlineForm, **more: Any
) -> HttpResponse:
    """Show a small form, in its section of the page or as a page of its own."""
    if suggestions := suggested(request, form):
        return suggestions
    page = page.at(in_event(event, section=page.section))
    if request.htmx and not request.htmx.history_restore_request:
        page = replace(page, template=f"{TEMPLATE}#{page.section}")
        _take_focus(form)
    values = context(request, event, form=form, form_page=page, **more)
    # What waits to be confirmed was neither refused nor saved.
    return render(request, page.template, values, status=422 if form.errors else 200)


def show_saved(
    request: SignedInRequest, event: Event, section: str, success: _StrOrPromise
) -> HttpResponse:
    """Show the section anew and what is still missing, or go back to the page."""
    if not request.htmx:
        then = f"{event.get_absolute_url()}#{section}"
        return form_pages.show_saved(request, success, name=event, then=then)
    event.refresh_from_db()
    values = context(request, event, success=success)
    fresh = render_to_string(f"{TEMPLATE}#{section}", values, request)
    tasks = render_to_string(f"{TEMPLATE}#tasks", {**values, "is_aside": True}, request)
    return HttpResponse(fresh + tasks)


def _take_focus(form: Form) -> None:
    """Let the first question of a form that appears in the page take the focus."""
    for field in form.visible_fields()[:1]:
        field.field.widget.attrs["autofocus"] = True
