"""The outbox: what will go out, what went, what failed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.access import SignedInRequest, access
from core.errors import DomainError
from core.htmx import partial
from notifications.enums import MessageState
from notifications.filters import MessageFilter
from notifications.models import Message
from notifications.operations import messages
from notifications.tables import MessageTable

if TYPE_CHECKING:
    from django.db.models import Model

PER_PAGE = 25
# What a record's own page shows of its messages.
LATEST = 20


@require_safe
@access("notifications.view_outbox")
def index(request: SignedInRequest) -> HttpResponse:
    """List the messages, the latest first."""
    visible = Message.objects.visible_to(request.user)
    found = MessageFilter(request.GET, visible.with_details().order_by("-due_at", "-pk"))
    table = RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(
        MessageTable(found.qs, zone=request.user.time_zone)
    )
    context = {
        "filter": found,
        "table": table,
        "shortcuts": _shortcuts(request),
        "has_any": visible.exists(),
        "mail_folder": _mail_folder(),
    }
    return render(request, partial(request, "notifications/message_index.html", "results"), context)


@require_safe
@access("notifications.view_outbox", Message)
def detail(request: SignedInRequest, message: Message) -> HttpResponse:
    """Show one message: the text as sent, to whom, when, why and how it went."""
    context = {
        "message": message,
        "record_url": _url_of(message.about),
        "zone": request.user.time_zone,
    }
    return render(request, "notifications/message_detail.html", context)


@require_POST
@access("notifications.resend_message", Message)
def resend(request: SignedInRequest, message: Message) -> HttpResponse:
    """Send again what failed."""
    try:
        messages.resend(message, now=timezone.now(), by=request.user)
    except DomainError as error:
        notes.error(request, str(error))
    else:
        notes.success(request, _("The message waits again. It goes out within a minute."))
    return redirect(message)


@require_POST
@access("notifications.cancel_message", Message)
def cancel(request: SignedInRequest, message: Message) -> HttpResponse:
    """Take back what has not been sent."""
    try:
        messages.cancel(message, by=request.user)
    except DomainError as error:
        notes.error(request, str(error))
    else:
        notes.success(request, _("The message was cancelled. It will not be sent."))
    return redirect(message)


@require_safe
@access("notifications.view_messages_about")
def about(request: SignedInRequest, label: str, pk: int) -> HttpResponse:
    """Show the messages about a record to those who see the record; a part of its page."""
    record = _visible_record(request, label, pk)
    about_it = Message.objects.about(record).with_details().order_by("-due_at", "-pk")
    context = {
        "record": record,
        "record_url": _url_of(record),
        "message_list": about_it[:LATEST],
        "zone": request.user.time_zone,
    }
    return render(request, partial(request, "notifications/message_about.html", "part"), context)


def _shortcuts(request: SignedInRequest) -> list[tuple[str, str, bool]]:
    asked = request.GET.get("state", "")
    states = {
        MessageState.PENDING: _("Will go out"),
        MessageState.SENT: _("Sent"),
        MessageState.FAILED: _("Could not be sent"),
        MessageState.UNCERTAIN: _("Unclear"),
    }
    return [
        (label, f"?{urlencode({'state': state.value})}", asked == state.value)
        for state, label in states.items()
    ]


def _mail_folder() -> str:
    """Return where mail lands on a copy that sends none."""
    lands_here = settings.EMAIL_BACKEND == "notifications.operations.folder.EmailBackend"
    return str(settings.EMAIL_FILE_PATH) if lands_here else ""


def _visible_record(request: SignedInRequest, label: str, pk: int) -> Model:
    try:
        manager: Any = apps.get_model(label)._default_manager
        visible = manager.visible_to(request.user)
    except (LookupError, ValueError, AttributeError) as error:
        raise Http404(label) from error
    record: Model = get_object_or_404(visible, pk=pk)
    return record


def _url_of(record: Any) -> str:
    """Return the page of the record, if it has one."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
